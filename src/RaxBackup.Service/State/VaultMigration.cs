using Dapper;
using Microsoft.Data.Sqlite;

namespace RaxBackup.Service.State;

/// <summary>Hands an agent's vault to another: its configurations, and with them their backups. All or nothing.</summary>
internal sealed class VaultMigration(Database database)
{
    public void Move(AgentRow source, AgentRow destination) => database.Write(c =>
    {
        Refuse(c, source, "SELECT IsEncrypted FROM agents WHERE MachineAgentId = @id", "is encrypted; an encrypted vault cannot be migrated");
        Refuse(c, destination, "SELECT IsEncrypted FROM agents WHERE MachineAgentId = @id", "is encrypted; nothing can be migrated to it");
        Refuse(
            c, destination, "SELECT EXISTS (SELECT 1 FROM configurations WHERE MachineAgentId = @id AND IsDeleted = 0)",
            "has backup configurations of its own");
        Refuse(
            c, source,
            $"""
            SELECT EXISTS (SELECT 1 FROM backups JOIN configurations USING (ConfigurationId)
              WHERE MachineAgentId = @id AND State IN {JobStates.Unfinished})
            """,
            "has a backup that has not ended");
        c.Execute("UPDATE configurations SET MachineAgentId = @to WHERE MachineAgentId = @from",
            new { to = destination.MachineAgentId, from = source.MachineAgentId });
    });

    private static void Refuse(SqliteConnection c, AgentRow agent, string when, string why)
    {
        if (c.ExecuteScalar<bool>(when, new { id = agent.MachineAgentId }))
        {
            throw Refusal.Forbidden($"The vault cannot be migrated: agent {agent.MachineAgentId} {why}.");
        }
    }
}
