namespace RaxBackup.Service.State;

/// <summary>The long statements of <see cref="ConfigurationStore"/>.</summary>
internal static class ConfigurationSql
{
    public const string Select =
        """
        SELECT c.*, a.MachineName, a.Flavor, a.Region, a.IsEncrypted, a.IsDisabled IsAgentDisabled, a.ModulusHex, a.ExponentHex,
          b.State LastState, r.StartTime LastRunTime, r.BackupId LastRunReportId
        FROM configurations c JOIN agents a USING (MachineAgentId)
          LEFT JOIN backups b ON b.BackupId = (SELECT MAX(BackupId) FROM backups WHERE ConfigurationId = c.ConfigurationId)
          LEFT JOIN backups r ON r.BackupId =
            (SELECT MAX(BackupId) FROM backups WHERE ConfigurationId = c.ConfigurationId AND CompletedTime IS NOT NULL)
        """;

    public const string Insert =
        """
        INSERT INTO configurations (ConfigurationId, ScheduleId, MachineAgentId, Name, IsActive, VersionRetention, MissedBackupActionId,
          Frequency, Hour, Minute, Day, HourInterval, TimeZoneId, NotifyRecipients, NotifySuccess, NotifyFailure,
          Prescript, Postscript, CreatedTime)
        VALUES (@id, @schedule, @MachineAgentId, @Name, @IsActive, @VersionRetention, @MissedBackupActionId,
          @Frequency, @Hour, @Minute, @Day, @HourInterval, @TimeZoneId, @NotifyRecipients, @NotifySuccess, @NotifyFailure,
          @Prescript, @Postscript, @CreatedTime)
        """;

    public const string Update =
        """
        UPDATE configurations SET Name = @Name, IsActive = @IsActive, VersionRetention = @VersionRetention,
          MissedBackupActionId = @MissedBackupActionId, Frequency = @Frequency, Hour = @Hour, Minute = @Minute, Day = @Day,
          HourInterval = @HourInterval, TimeZoneId = @TimeZoneId, NotifyRecipients = @NotifyRecipients, NotifySuccess = @NotifySuccess,
          NotifyFailure = @NotifyFailure, Prescript = @Prescript, Postscript = @Postscript
        WHERE ConfigurationId = @id AND MachineAgentId = @MachineAgentId AND IsDeleted = 0
        """;
}
