using System.Collections.Generic;
using System.Linq;
using Dapper;
using Microsoft.Data.Sqlite;

namespace RaxBackup.Service.State;

/// <summary>The configurations of all tenants. A deleted one stays readable.</summary>
internal sealed class ConfigurationStore(Database database)
{
    private const string Select =
        """
        SELECT c.*, a.MachineName, a.Flavor, a.Region, a.IsEncrypted, a.IsDisabled IsAgentDisabled, a.ModulusHex, a.ExponentHex,
          b.State LastState, r.StartTime LastRunTime, r.BackupId LastRunReportId
        FROM configurations c JOIN agents a USING (MachineAgentId)
          LEFT JOIN backups b ON b.BackupId = (SELECT MAX(BackupId) FROM backups WHERE ConfigurationId = c.ConfigurationId)
          LEFT JOIN backups r ON r.BackupId =
            (SELECT MAX(BackupId) FROM backups WHERE ConfigurationId = c.ConfigurationId AND CompletedTime IS NOT NULL)
        WHERE a.TenantId = @TenantId AND a.Region = @Region
        """;

    public ConfigurationRow Get(Scope scope, long id) =>
        Query(scope, " AND c.ConfigurationId = @id", id).SingleOrDefault()
        ?? throw Refusal.NotFound($"There is no backup configuration {id} in {scope.Region}.");

    public IReadOnlyList<ConfigurationRow> List(Scope scope) => Query(scope, " ORDER BY c.ConfigurationId", null);

    public IReadOnlyList<ConfigurationRow> ListByAgent(Scope scope, long agentId) =>
        Query(scope, " AND c.MachineAgentId = @id ORDER BY c.ConfigurationId", agentId);

    /// <summary>Stores a new configuration. The name must be new among the agent's.</summary>
    public long Create(NewConfiguration made)
    {
        try
        {
            return database.Write(c => Insert(c, made));
        }
        catch (SqliteException duplicate) when (duplicate.SqliteExtendedErrorCode == 2067)
        {
            throw new Refusal(
                RefusalKind.Conflict,
                    $"Agent {made.MachineAgentId} has a backup configuration named '{made.Name}' already.", "BackupConfigurationName");
        }
    }

    /// <summary>Marks as deleted; doing it again changes nothing.</summary>
    public void Delete(Scope scope, long id)
    {
        _ = Get(scope, id);
        database.Write(c => c.Execute("UPDATE configurations SET IsDeleted = 1, IsActive = 0 WHERE ConfigurationId = @id", new { id }));
    }

    private static long Insert(SqliteConnection c, NewConfiguration made)
    {
        var (id, schedule) = (c.NextId(), c.NextId());
        c.Execute(
            """
            INSERT INTO configurations (ConfigurationId, ScheduleId, MachineAgentId, Name, IsActive, VersionRetention, MissedBackupActionId,
              Frequency, Hour, Minute, Day, HourInterval, TimeZoneId, NotifyRecipients, NotifySuccess, NotifyFailure,
              Prescript, Postscript, CreatedTime)
            VALUES (@id, @schedule, @MachineAgentId, @Name, @IsActive, @VersionRetention, @MissedBackupActionId,
              @Frequency, @Hour, @Minute, @Day, @HourInterval, @TimeZoneId, @NotifyRecipients, @NotifySuccess, @NotifyFailure,
              @Prescript, @Postscript, @CreatedTime)
            """,
            Merge(made, id, schedule));
        c.Execute(
            "INSERT INTO configuration_items VALUES (@FileId, @id, @FilePath, @IsFolder, @IsExclusion)",
            made.Items.Select(i => new { FileId = c.NextId(), id, i.FilePath, i.IsFolder, i.IsExclusion }).ToList());
        return id;
    }

    private static DynamicParameters Merge(NewConfiguration made, long id, long schedule)
    {
        var all = new DynamicParameters(made);
        all.Add("id", id);
        all.Add("schedule", schedule);
        return all;
    }

    private List<ConfigurationRow> Query(Scope scope, string condition, long? id) => database.Read(c =>
    {
        var rows = c.Query<ConfigurationRow>(Select + condition, new { scope.TenantId, scope.Region, id }).ToList();
        var items = c.Query<ConfigurationItem>(
                "SELECT * FROM configuration_items WHERE ConfigurationId IN @ids ORDER BY FileId", new { ids = rows.Select(r => r.ConfigurationId) })
            .ToLookup(i => i.ConfigurationId);
        rows.ForEach(r => r.Items = [.. items[r.ConfigurationId]]);
        return rows;
    });
}
