using System.Collections.Generic;

namespace RaxBackup.Client.DesiredState;

/// <summary>The names in a configuration file.</summary>
internal static class EntryFields
{
    public const string FormatVersion = nameof(FormatVersion);
    public const string Configurations = nameof(Configurations);

    public const string MachineName = nameof(MachineName);
    public const string Name = nameof(Name);
    public const string Disabled = nameof(Disabled);
    public const string Frequency = nameof(Frequency);
    public const string HourInterval = nameof(HourInterval);
    public const string DayOfWeek = nameof(DayOfWeek);
    public const string At = nameof(At);
    public const string TimeZone = nameof(TimeZone);
    public const string RetentionDays = nameof(RetentionDays);
    public const string MissedBackupAction = nameof(MissedBackupAction);
    public const string NotifyRecipient = nameof(NotifyRecipient);
    public const string NotifyOnSuccess = nameof(NotifyOnSuccess);
    public const string NotifyOnFailure = nameof(NotifyOnFailure);
    public const string PreScript = nameof(PreScript);
    public const string PostScript = nameof(PostScript);
    public const string IncludeFolder = nameof(IncludeFolder);
    public const string IncludeFile = nameof(IncludeFile);
    public const string ExcludeFolder = nameof(ExcludeFolder);
    public const string ExcludeFile = nameof(ExcludeFile);

    /// <summary>19:30.</summary>
    public const string TimeOfDay = @"hh\:mm";

    /// <summary>The fields of the whole file.</summary>
    public static readonly IReadOnlyList<string> OfFile = [FormatVersion, Configurations];

    /// <summary>The fields of one configuration.</summary>
    public static readonly IReadOnlyList<string> OfEntry =
    [
        MachineName, Name, Disabled, Frequency, HourInterval, DayOfWeek, At, TimeZone, RetentionDays, MissedBackupAction, NotifyRecipient,
        NotifyOnSuccess, NotifyOnFailure, PreScript, PostScript, IncludeFolder, IncludeFile, ExcludeFolder, ExcludeFile,
    ];
}
