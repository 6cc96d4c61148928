using System.Collections.Generic;
using System.Linq;
using Dapper;

namespace RaxBackup.Service.State;

/// <summary>The backups of all tenants.</summary>
internal sealed class BackupStore(Database database, ServiceClock clock)
{
    private const string Select =
        """
        SELECT b.*, c.Name ConfigurationName, c.IsDeleted IsConfigurationDeleted, c.MachineAgentId,
          a.MachineName, a.Region, a.Flavor, a.ModulusHex, a.ExponentHex
        FROM backups b JOIN configurations c USING (ConfigurationId) JOIN agents a USING (MachineAgentId)
        WHERE a.TenantId = @TenantId AND a.Region = @Region
        """;

    public BackupRow Get(Scope scope, long id) =>
        database.Read(c => c.QuerySingleOrDefault<BackupRow>(Select + " AND b.BackupId = @id", new { scope.TenantId, scope.Region, id }))
        ?? throw Refusal.NotFound($"There is no backup {id} in {scope.Region}.");

    /// <summary>Those of a configuration that ended with something to restore, oldest first.</summary>
    public IReadOnlyList<BackupRow> ListRestorable(Scope scope, long configurationId) => database.Read(c => c.Query<BackupRow>(
        Select + $" AND b.ConfigurationId = @configurationId AND c.IsDeleted = 0 AND b.State IN {JobStates.Restorable} ORDER BY b.BackupId",
        new { scope.TenantId, scope.Region, configurationId }).ToList());

    /// <summary>Those of all configurations, by configuration, newest first.</summary>
    public IReadOnlyList<BackupRow> ListRestorable(Scope scope) => database.Read(c => c.Query<BackupRow>(
        Select + $" AND c.IsDeleted = 0 AND b.State IN {JobStates.Restorable} ORDER BY b.ConfigurationId, b.BackupId DESC",
        new { scope.TenantId, scope.Region }).ToList());

    /// <summary>Those of all tenants that have ended with nothing to restore.</summary>
    public IReadOnlyList<long> Failed() => database.Read(c => c.Query<long>(
        "SELECT BackupId FROM backups WHERE State IN @states", new { states = new[] { JobState.Failed, JobState.Stopped } }).ToList());

    public IReadOnlyList<ReportError> Errors(long id) => database.Read(c => JobErrors.Read(c, JobKey.Backup(id)));

    /// <summary>Writes down that a backup has been asked for.</summary>
    public long Add(long configurationId, JobState state) => database.Write(c =>
    {
        var id = c.NextId();
        c.Execute(
            """
            INSERT INTO backups (BackupId, ConfigurationId, State, StateChangeTime, RequestedTime, IsEncrypted)
            SELECT @id, @configurationId, @state, @now, @now, a.IsEncrypted
            FROM configurations JOIN agents a USING (MachineAgentId) WHERE ConfigurationId = @configurationId
            """,
            new { id, configurationId, state, now = clock.Now });
        return id;
    });
}
