using System.Collections.Generic;
using System.Linq;
using Dapper;

namespace RaxBackup.Service.State;

/// <summary>A backup or restore as the activity lists show it.</summary>
internal sealed class ActivityRow
{
    public long Id { get; init; }
    public string Type { get; init; } = "";
    public long ParentId { get; init; }
    public string DisplayName { get; init; } = "";
    public bool IsConfigurationDeleted { get; init; }
    public long SourceMachineAgentId { get; init; }
    public string SourceMachineName { get; init; } = "";
    public string SourceDatacenter { get; init; } = "";
    public long DestinationMachineAgentId { get; init; }
    public string DestinationMachineName { get; init; } = "";
    public string DestinationDatacenter { get; init; } = "";
    public JobState State { get; init; }
    public long TimeOfActivity { get; init; }
    public long BackupId { get; init; }
}

/// <summary>What agents did or are doing, newest first.</summary>
internal sealed class ActivityStore(Database database)
{
    private const string Select =
        """
        SELECT * FROM (
          SELECT b.BackupId Id, 'Backup' Type, b.ConfigurationId ParentId, c.Name DisplayName, c.IsDeleted IsConfigurationDeleted,
            a.MachineAgentId SourceMachineAgentId, a.MachineName SourceMachineName, a.Region SourceDatacenter,
            0 DestinationMachineAgentId, '' DestinationMachineName, '' DestinationDatacenter,
            b.State, b.StateChangeTime TimeOfActivity, b.BackupId, a.TenantId, a.Region
          FROM backups b JOIN configurations c USING (ConfigurationId) JOIN agents a USING (MachineAgentId)
          UNION ALL
          SELECT r.RestoreId, 'Restore', b.ConfigurationId, c.Name, c.IsDeleted, s.MachineAgentId, s.MachineName, s.Region,
            d.MachineAgentId, d.MachineName, d.Region, r.State, r.StateChangeTime, r.BackupId, d.TenantId, d.Region
          FROM restores r JOIN backups b USING (BackupId) JOIN configurations c USING (ConfigurationId)
            JOIN agents s USING (MachineAgentId) JOIN agents d ON d.MachineAgentId = r.DestinationMachineId)
        WHERE TenantId = @TenantId AND Region = @Region
        """;

    public IReadOnlyList<ActivityRow> List(Scope scope) => Query(scope, "", null);

    public IReadOnlyList<ActivityRow> ListByAgent(Scope scope, long agentId) =>
        Query(scope, " AND @agentId IN (SourceMachineAgentId, DestinationMachineAgentId)", agentId);

    private List<ActivityRow> Query(Scope scope, string condition, long? agentId) => database.Read(c => c.Query<ActivityRow>(
        Select + condition + " ORDER BY TimeOfActivity DESC, Id DESC", new { scope.TenantId, scope.Region, agentId }).ToList());
}
