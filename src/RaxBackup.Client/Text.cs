namespace RaxBackup.Client;

/// <summary>
/// The words of every failure, by error id: the name of the constant is the id. Where a service answered, {0} is what was tried
/// ("Could not get agent 42") and {1} what the service said.
/// </summary>
internal static class Text
{
    private const string Answered = "{0}: {1}";

    public const string AccessDenied = Answered;
    public const string AgentNotFound = Answered;
    public const string AlreadyExists = Answered;
    public const string AuthenticationFailed = Answered;
    public const string BackupNotFound = Answered;
    public const string ConfigurationNotFound = Answered;
    public const string LimitExceeded = Answered;
    public const string LocalFaultNotFound = Answered;
    public const string MarkerNotFound = Answered;
    public const string ProxyAuthenticationRequired = Answered;
    public const string RedirectRefused = "{0}: {1}. It is not followed: the session's token goes to the catalog's addresses only.";
    public const string RequestRejected = Answered;
    public const string ResourceNotFound = Answered;
    public const string RestoreItemNotFound = Answered;
    public const string RestoreNotFound = Answered;
    public const string ServiceFailed = Answered;
    public const string StatusUnexpected = Answered;
    public const string UsageEventNotFound = Answered;
    public const string WrongPassphrase = Answered;

    public const string ConnectionFailed = "{0}: no connection to {1}: {2}";
    public const string HostUnknown = "{0}: the host {1} is not known: {2}";
    public const string OutcomeUnknown = "{0}: {1}. It may have been started or carried out all the same.";
    public const string RequestTimedOut = "{0}: {1}";

    public const string AnswerTooLong = "{0}: the answer is longer than {1} bytes and was not read.";
    public const string AnswerUnreadable = "The answer to {0} cannot be read: {1}";
    public const string LinkRefused = "The feed of {0} links to {1}, which is another host: it is not followed.";

    public const string IdentityUnreachable = "Could not log in: the Identity service at {0} does not answer: {1}";
    public const string InsecureAddress = "{0} is not an https address. Only loopback addresses may be used without encryption.";
    public const string PasscodeRequired = "Could not log in: the account {0} asks for a passcode (multi-factor authentication).";
    public const string SessionClosed = "The session is closed.";
    public const string SessionExpired = "The session of {0} has ended, and a session made with a passcode cannot be renewed.";
    public const string TenantUnknown = "The login of {0} names no tenant: Identity gave no catalog.";

    public const string RegionUnknown = "There is no region '{0}' in the account's catalog. It has: {1}.";
    public const string ServiceNotInCatalog = "The account's catalog has no {0}.";
    public const string IdentifierInvalid = "'{0}' is not an id.";
    public const string BodyInvalid = "The body cannot be written as JSON: {0}";
    public const string PathInvalid = "'{0}' is not a path below the tenant's address.";
    public const string TimeZoneUnknown = "There is no time zone '{0}': a Windows id (Eastern Standard Time) or an IANA id (America/New_York) is expected.";

    public const string AgentAmbiguous = "{0}: there are {1} agents whose machine is named '{2}': say which one with -AgentId.";
    public const string ConfigurationAmbiguous = "{0}: the agent has {1} configurations named '{2}': give all but one another name first.";
    public const string ConfigurationDuplicate = "{0}: the configuration '{1}' of the same agent stands in {2} already.";
    public const string ConfigurationFileInvalid = "{0}: {1}.";
    public const string ConfigurationFileUnreadable = "'{0}' cannot be read: {1}";
    public const string CheckpointForeign =
        "The checkpoint '{0}' is of tenant {1}, and this session is of tenant {2}: it is left as it is. Name another file for this account.";
    public const string CheckpointInUse = "The checkpoint '{0}' is in use: another run reads with it. Wait for that, or name another file.";
    public const string CheckpointInvalid = "'{0}' cannot be read as a checkpoint: {1}. It is left as it is.";
    public const string FileExists = "'{0}' exists already: give -Force to replace it.";
    public const string FileNotWritable = "'{0}' cannot be written: {1}";
    public const string UsageFileInvalid = "{0}: {1}.";
    public const string UsageFileUnreadable = "'{0}' cannot be read: {1}.";
    public const string MachineNameMissing = "{0}: the field MachineName is missing: say whose it is there, or with -AgentId.";

    public const string ExcludeOutsideIncludes = "The excluded path '{0}' is in none of the included folders.";
    public const string IncludeListEmpty = "A backup configuration needs something to back up: give -IncludeFolder or -IncludeFile.";
    public const string ItemUnknown = "Configuration {0} has an item that cannot be written back: '{1}' is of the type {2}.";
    public const string NotifyRecipientMissing = "-NotifyOnSuccess and -NotifyOnFailure need an address: give -NotifyRecipient.";
    public const string PathNotAbsolute =
        "The path '{0}' is not absolute: a full path on the agent's machine is expected, such as /var/www or C:\\data.";
    public const string ScheduleAmbiguous = "When configuration {0} runs, in its own zone, cannot be known: {1}.";
    public const string ScheduleIncomplete = "Configuration '{0}' cannot run {1} yet: give {2} as well.";
    public const string ScheduleParameterUnused = "{0} does nothing for configuration '{1}', which {2} as well.";

    public const string CredentialsFileUnreadable = "The credentials file '{0}' cannot be read: {1}";
    public const string PassphraseEmpty = "The passphrase is empty.";
    public const string PassphraseTooLong = "The passphrase has {0} bytes in UTF-8: the agent's key takes {1} at most.";
    public const string PublicKeyInvalid = "The agent's public key cannot be used: {0}";
    public const string TimeOfDayInvalid = "'{0}' is not a time of day: a whole minute from 00:00 to 23:59 is expected.";

    public const string AlreadyEncrypted = "The backups of agent {0} are encrypted already. Set-RaxBackupEncryption changes the passphrase.";
    public const string NotEncrypted = "The backups of agent {0} are not encrypted. Enable-RaxBackupEncryption sets a first passphrase.";
    public const string RestoreAlreadyStarted = "Restore {0} cannot be changed any more: its state is {1}, not Creating.";
    public const string ServiceNetUnknown = "The service does not tell whether agent {0} uses ServiceNet: give -UseServiceNet.";

    public const string BackupRefused = "{0}: the service refused to start it (it answered {1}).";
    public const string WaitTimedOut = "The wait for {0} ended after {1} s; its state was {2}.";

    public const string ClockStepInvalid = "The clock cannot go by {0}: it goes ahead only.";
    public const string FaultDelayInvalid = "A delay of {0} is not possible: it takes a millisecond at least and 24 days at most.";
    public const string FaultOperationInvalid =
        "'{0}' is neither the name of an operation (such as GetAgent) nor a method and a path (such as GET /v1.0/agent/*).";
    public const string FaultParameterNeeded = "{0} needs {1} as well.";
    public const string FaultParametersExclusive = "{0} cannot go with {1}.";
    public const string FaultWithoutEffect =
        "Say what is to go wrong: give -StatusCode, -Body, -BodyKind, -Delay, -DropConnection, -Truncate or -ExpireToken.";

    public const string DotNetRuntimeMissing = "The local service needs the .NET 10 runtime with ASP.NET Core: {0}";
    public const string DotNetAdvice = "Install the ASP.NET Core Runtime 10 (https://dotnet.microsoft.com/download), or set DOTNET_ROOT to the folder where it is.";
    public const string LocalServiceMissing = "The local service is not part of this module: '{0}' does not exist.";
    public const string LocalServiceFailed = "The local service did not start: {0}";

    public const string CheckpointNeedsAppend =
        "'{0}' is written as a whole at the end, and a checkpoint would pass over what is not written yet: export with -Append, or read without -CheckpointPath.";
    public const string ColumnsDiffer = "'{0}' has other columns: usage is not added to it.";
    public const string FormatUnknown = "'{0}' is not a format that usage can be written in.";
    public const string PathIsFile = "'{0}' is a file: with -PartitionBy a folder is expected.";
    public const string PathIsFolder = "'{0}' is a folder: a file is expected, or -PartitionBy.";
    public const string RateCardInvalid = "The rate card '{0}' cannot be used, {1}: {2}.";
    public const string RateCardRequired =
        "FOCUS is about costs, and the feeds tell no prices: give a rate card with -RateCard, a CSV with the columns Meter,Unit,ListUnitPrice,Currency.";
    public const string RateCardUnreadable = "The rate card '{0}' cannot be read: {1}";
    public const string RateMissing = "The rate card '{0}' has no price of the meter {1} ({2}).";
    public const string UsageFileExists = "'{0}' exists already, and -NoClobber leaves it as it is.";
}
