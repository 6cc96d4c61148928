using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Dapper;
using RaxBackup.Service.Simulation;

namespace RaxBackup.Service.State;

/// <summary>A simulated agent, as stored: its number in the seed, where chance begins, and its script.</summary>
internal sealed record SimulatedRow
{
    public long MachineAgentId { get; init; }
    public int Number { get; init; }
    public int Random { get; init; }
    public long ScriptId { get; init; }
    public string TenantId { get; init; } = "";
    public string Region { get; init; } = "";
    public string HostServerId { get; init; } = "";
}

/// <summary>Which agents are simulated, and how. Agents that behave alike share a script.</summary>
internal sealed class SimulatedStore(Database database)
{
    /// <summary>Makes an agent a simulated one.</summary>
    public void Add(long agentId, int number, int random, long runs, AgentScript script) => database.Write(c =>
    {
        var text = JsonSerializer.Serialize(script);
        c.Execute("INSERT INTO scripts (Text) VALUES (@text) ON CONFLICT DO NOTHING", new { text });
        c.Execute(
            """
            INSERT INTO simulated_agents (MachineAgentId, Number, Random, Runs, ScriptId)
            SELECT @agentId, @number, @random, @runs, ScriptId FROM scripts WHERE Text = @text
            """,
            new { agentId, number, random, runs, text });
    });

    /// <summary>All that have not been deleted, with their scripts by id.</summary>
    public (IReadOnlyList<SimulatedRow> Agents, IReadOnlyDictionary<long, AgentScript> Scripts) List() => database.Read(c => (
        (IReadOnlyList<SimulatedRow>)c.Query<SimulatedRow>(
            "SELECT s.*, a.TenantId, a.Region, a.HostServerId FROM simulated_agents s JOIN agents a USING (MachineAgentId) WHERE a.IsDeleted = 0").ToList(),
        (IReadOnlyDictionary<long, AgentScript>)c.Query<(long Id, string Text)>("SELECT ScriptId, Text FROM scripts")
            .ToDictionary(s => s.Id, s => JsonSerializer.Deserialize<AgentScript>(s.Text)!)));

    /// <summary>Counts a run of an agent; the number of those before it.</summary>
    public long NextRun(long agentId) => database.Write(c => c.ExecuteScalar<long>(
        "UPDATE simulated_agents SET Runs = Runs + 1 WHERE MachineAgentId = @agentId RETURNING Runs - 1", new { agentId }));

    /// <summary>The bytes of an agent's backups that can be restored.</summary>
    public long VaultBytes(long agentId) => database.Read(c => c.ExecuteScalar<long>(
        $"""
        SELECT IFNULL(SUM(b.BytesStored), 0) FROM configurations c JOIN backups b USING (ConfigurationId)
        WHERE c.MachineAgentId = @agentId AND b.State IN {JobStates.Restorable}
        """,
        new { agentId }));

    /// <summary>The first path that a configuration takes.</summary>
    public string FirstPath(long configurationId) => database.Read(c => c.QueryFirstOrDefault<string>(
        "SELECT FilePath FROM configuration_items WHERE ConfigurationId = @configurationId AND IsExclusion = 0 ORDER BY FileId", new { configurationId })) ?? "";
}
