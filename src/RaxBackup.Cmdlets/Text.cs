using System;
using System.Collections.Generic;
using RaxBackup.Client.Usage;

namespace RaxBackup.Cmdlets;

/// <summary>The words of the commands' own errors. Each member's name is the error id that scripts test for.</summary>
internal static class Text
{
    public const string NotConnected = "There is no open session in this runspace.";
    public const string NotConnectedAdvice = "Run Connect-RaxBackup first, or give an open session with -Session.";
    public const string SessionClosedAdvice = "Log in again with Connect-RaxBackup -PassThru, and give that session.";
    public const string RegionNotSingle = "-Region * is for commands that read: this one changes something, name one region.";
    public const string MarkerNeedsOneFeed = "-Marker names an entry of one feed: give one -Service and one -Region with it.";
    public const string PollIntervalNeedsFollow = "-PollIntervalSec is for -Follow: give that as well, or leave it out.";
    public const string ConfirmationAdvice = "Give -Confirm:$false to do it without asking.";

    public static string SessionClosed(Session session) => $"The session {session} is closed, or was not made by Connect-RaxBackup in this process.";

    public const string OldestFirst = "events come oldest first then, from where the last run ended or from now on";
    public const string OutBufferLoses = "what waits in the buffer would count as taken";

    public static string ParametersExclusive(string one, string other, string why) => $"-{one} cannot go with -{other}: {why}.";

    public static string ConfirmationImpossible(string target, string action) =>
        $"Nothing was done to '{target}' ({action}): the command asks before it acts, and there is nobody here to ask.";

    public static string BodyTooDeep(int levels) => $"The body is nested more than {levels} levels deep, or contains itself.";

    public const string LocalServiceIncomplete =
        "The local service given lacks its user name, its API key or its identity address: give one as Start-RaxLocalService writes it.";

    public const string NoLocalService = "This PowerShell process has no local service that runs.";
    public const string NoLocalServiceAdvice = "Start one with Start-RaxLocalService, or give one with -LocalService.";

    public static string LocalServiceUnknown(string address) => $"No local service that was started here runs at '{address}'.";

    public static string FractionExpected(string shown) => $"A number is expected, not '{shown}'.";

    public static string RetryAfterExpected(string shown) => $"A whole number of seconds or a time is expected, not '{shown}'.";

    public static string LocalServiceForeign(LocalService service) =>
        $"The local service '{service}' (process {service.ProcessId}) was not started by this PowerShell process, or has been stopped: "
        + "only services that Get-RaxLocalService writes can be stopped here.";

    public static string SeedUnknown(string seed, string known) =>
        $"There is no ready-made seed '{seed}'; there are {known}. A file is given with its folder or ending.";

    public const string PathOrLiteralPathNeeded = "Name one file, with -Path or with -LiteralPath.";

    public static string FileNotFound(string path) => $"There is no file '{path}'.";

    public static string FilePathInvalid(string path) => $"'{path}' is not a file of the file system.";

    public static string ExportIncomplete(string file, int count) =>
        $"'{file}' was not written: {count} of the inputs could not be read, and would be missing from it.";

    public static string RegionsMixed(string regions) =>
        $"A file describes one region, and these configurations are of {regions}: write a file for each.";

    public static string DeletedLeftOut(IEnumerable<string> names) => $"Deleted configurations are left out of the file: {string.Join(", ", names)}.";

    public static string ScheduleLeftOut(string why) => $"{why} The file has what is known of its schedule; fill in the rest before it is imported.";

    public static string WriteConfigurations(int count) => count == 1 ? "Write one configuration" : $"Write {count} configurations";

    public static string AsItShouldBe(string target) => $"Nothing to do: {target} is as it should be.";

    public static string AgentNotFound(string name) => $"There is no agent whose machine is named '{name}'.";

    public static string ConfigurationNotFound(string name) => $"There is no backup configuration named '{name}'.";

    public static string RestorePointNotFound(string name) => $"There is nothing to restore of a backup configuration named '{name}'.";

    public static string WholeNumberExpected(string given) => $"A whole number is expected, not '{given}'.";

    public static string OneOfExpected(string given, IEnumerable<string> names) => $"One of {string.Join(", ", names)} is expected, not '{given}'.";

    public static string YesOrNoExpected(string given) => $"$true or $false is expected, not '{given}'.";

    public static string HoursAndMinutesExpected(string given) => $"A time of day such as 19:30, or a span such as 00:05:00 or 1.12:00:00, is expected, not '{given}'.";

    public static string ClockTimeInvalid(DateTimeOffset given) => FormattableString.Invariant($"A local service's clock shows the years from 1970 to 8999, not {given:yyyy-MM-dd}.");

    public static string PointInTimeExpected(string given) => $"A date or time such as 2026-01-31 or 2026-01-31T19:30Z is expected, not '{given}'.";

    public static string IdMissing(string parameter) => $"The object piped in has no value for -{parameter}.";

    public static string NothingToChange(string needed) => $"Say what to change: {needed}.";

    public static string SameAgent(long agentId) => $"Agent {agentId} is both source and destination: a vault moves from one agent to another.";

    public static string CredentialsNotFound(string file) =>
        $"No credentials were found: neither RAX_USERNAME with RAX_API_KEY or RAX_PASSWORD in the environment, "
        + $"nor username and api_key in section [rackspace_cloud] of '{file}'.";

    public static string CredentialsIncomplete => "RAX_USERNAME is set, but neither RAX_API_KEY nor RAX_PASSWORD.";

    public static string AddressInvalid(string address) => $"'{address}' is not an address: an absolute URI is expected.";

    public static string BackupFailed(string job, string? why) => Failed(job, why);

    public static string BackupStopped(string job) => $"{job} was stopped before it was complete.";

    public static string BackupSkipped(string job) => $"{job} was skipped: nothing was backed up.";

    public static string BackupMissed(string job) => $"{job} was missed: the agent was not there at its time.";

    public static string RestoreFailed(string job, string? why) => Failed(job, why);

    public static string RestoreStopped(string job) => $"{job} was stopped before it was complete.";

    public static string CompletedWithErrors(string job) => $"{job} is complete, with errors on some files.";

    public static string JobGoesOn(string job, string command) => $"The wait has ended, {job} goes on. Wait for it again with: {command}";

    public static string StartUncertain(string what) => $"{what} was being started and may run: Get-RaxBackupActivity tells.";

    public static string BackupAgentUnknown(long backupId) => $"The service does not tell which agent made backup {backupId}: give -BackupAgentId.";

    public static string RestoreNotStarted(long restoreId, string why) => $"Restore {restoreId} was created, but not started: {why}";

    public static string BackupStartedUnread(long backupId, string why) => $"Backup {backupId} has been started, but could not be read: {why}";

    public static string RestoreStartedUnread(long restoreId, string why) => $"Restore {restoreId} has been started, but could not be read: {why}";

    public static string PassphraseRequired(long? backupId) => $"Backup {backupId} is encrypted: give -Passphrase.";

    public static string StatePathInvalid(string path) => $"'{path}' is not a folder of the file system.";

    public const string PageNotInLines = "-Format Html writes one page as a whole: -Append and -PartitionBy are for the other formats.";
    public const string AppendOrNoClobber = "-Append adds to a file that exists, -NoClobber refuses one: give one of them.";

    public static string WriteUsage(UsageFormat format) => $"Write usage as {format}";

    /// <summary>What is in no sum must not go unsaid; null where there is nothing.</summary>
    public static string? UsageUnmeasured(Unmeasured unmeasured) => unmeasured.Unknown + unmeasured.Timeless == 0 ? null
        : $"Events left out: {unmeasured.Unknown} that tell no quantity known here, {unmeasured.Timeless} whose times give no span of a year or less "
        + $"({string.Join(", ", unmeasured.Kinds)}).";

    private static string Failed(string job, string? why) => string.IsNullOrWhiteSpace(why) ? $"{job} failed." : $"{job} failed: {why}";
}
