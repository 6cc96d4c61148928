namespace RaxBackup.Service.State;

/// <summary>What a configuration must look like to be taken.</summary>
internal static class ConfigurationRules
{
    /// <summary>The configuration in stored form, or a refusal that names the field at fault and what was expected.</summary>
    public static NewConfiguration Check(ConfigurationDraft draft, long now)
    {
        var schedule = ScheduleRules.Check(draft);
        return new NewConfiguration
        {
            MachineAgentId = draft.MachineAgentId ?? throw Refusal.Invalid(
                "MachineAgentId", "MachineAgentId is missing; the agent's id was expected."),
            Name = string.IsNullOrWhiteSpace(draft.Name)
                ? throw Refusal.Invalid("BackupConfigurationName", "BackupConfigurationName is missing; a name was expected.")
                : draft.Name,
            IsActive = draft.IsActive ?? true,
            VersionRetention = draft.VersionRetention is 0 or 30 or 60
                ? draft.VersionRetention.Value
                : throw Refusal.Invalid(
                    "VersionRetention", $"VersionRetention must be 0, 30 or 60 (days), not {draft.VersionRetention?.ToString() ?? "null"}."),
            MissedBackupActionId = draft.MissedBackupActionId is null or 1 or 2
                ? draft.MissedBackupActionId ?? 1
                : throw Refusal.Invalid("MissedBackupActionId", $"MissedBackupActionId must be 1 or 2, not {draft.MissedBackupActionId}."),
            Frequency = schedule.Frequency,
            Hour = schedule.Hour,
            Minute = schedule.Minute,
            Day = schedule.Day,
            HourInterval = schedule.HourInterval,
            TimeZoneId = draft.TimeZoneId!,
            NotifyRecipients = draft.NotifyRecipients ?? "",
            NotifySuccess = draft.NotifySuccess ?? false,
            NotifyFailure = draft.NotifyFailure ?? false,
            Prescript = draft.Prescript ?? "",
            Postscript = draft.Postscript ?? "",
            CreatedTime = now,
            Items = PathRules.Check(draft.Inclusions, draft.Exclusions),
        };
    }
}
