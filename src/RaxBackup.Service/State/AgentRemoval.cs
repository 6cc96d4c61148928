using System.Collections.Generic;
using System.Linq;
using Dapper;

namespace RaxBackup.Service.State;

/// <summary>
/// Deleting agents. The row stays, unseen, since the history of backups and restores leans on it; the agent's configurations
/// stay readable as deleted ones do.
/// </summary>
internal sealed class AgentRemoval(Database database, ServiceClock clock)
{
    /// <summary>Marks the agent and its configurations as deleted and ends what waits; what runs is let run.</summary>
    public void Delete(long id) => database.Write(c => c.Execute(
        $"""
        UPDATE restores SET State = @stopped, StateChangeTime = @now, CompletedTime = @now
          WHERE DestinationMachineId = @id AND State IN {JobStates.Waiting};
        UPDATE backups SET State = @stopped, StateChangeTime = @now, CompletedTime = @now
          WHERE ConfigurationId IN (SELECT ConfigurationId FROM configurations WHERE MachineAgentId = @id) AND State IN {JobStates.Waiting};
        UPDATE configurations SET IsDeleted = 1, IsActive = 0 WHERE MachineAgentId = @id;
        -- The server's id is given back, so that the machine can be registered anew.
        UPDATE agents SET IsDeleted = 1, HostServerId = HostServerId || '/' || MachineAgentId WHERE MachineAgentId = @id AND IsDeleted = 0;
        """,
        new { id, stopped = JobState.Stopped, now = clock.Now }));

    /// <summary>The backups of agents that have been deleted: of one of them, or of all.</summary>
    public IReadOnlyList<long> BackupsOfDeleted(long? id) => database.Read(c => c.Query<long>(
        """
        SELECT BackupId FROM backups JOIN configurations USING (ConfigurationId) JOIN agents a USING (MachineAgentId)
        WHERE a.IsDeleted = 1 AND a.MachineAgentId = IFNULL(@id, a.MachineAgentId)
        """,
        new { id }).ToList());
}
