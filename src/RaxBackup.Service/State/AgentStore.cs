using System;
using System.Collections.Generic;
using System.Linq;
using Dapper;

namespace RaxBackup.Service.State;

/// <summary>The agents of all tenants.</summary>
internal sealed class AgentStore(Database database)
{
    private const string Select =
        $"""
        SELECT a.*, (SELECT MAX(b.CompletedTime) FROM backups b JOIN configurations c USING (ConfigurationId)
          WHERE c.MachineAgentId = a.MachineAgentId AND b.State IN {JobStates.Restorable}) TimeOfLastSuccessfulBackup
        FROM agents a
        """;

    private const string InScope = " WHERE a.IsDeleted = 0 AND a.TenantId = @TenantId AND a.Region = @Region";

    /// <summary>Adds a machine or brings what is known of it up to date; known by its server id. The key is made for a new one only.</summary>
    public long Register(AgentRow machine, Func<AgentKey> newKey)
    {
        var known = database.Read(c => c.QuerySingleOrDefault<long?>(
            "SELECT MachineAgentId FROM agents WHERE HostServerId = @HostServerId", machine));
        return known != null ? Update(machine) : Insert(machine, newKey());
    }

    private long Update(AgentRow machine) => database.Write(c => c.ExecuteScalar<long>(
        """
        UPDATE agents SET MachineName = @MachineName, AgentVersion = @AgentVersion, Architecture = @Architecture, IPAddress = @IPAddress,
          OperatingSystem = @OperatingSystem, OperatingSystemVersion = @OperatingSystemVersion
        WHERE HostServerId = @HostServerId RETURNING MachineAgentId
        """,
        machine));

    /// <summary>Adds a machine that is not known yet.</summary>
    public long Insert(AgentRow machine, AgentKey key) => database.Write(c =>
    {
        var id = c.NextId();
        c.Execute(
            """
            INSERT INTO agents (MachineAgentId, TenantId, Region, MachineName, AgentVersion, Architecture, Flavor, IPAddress,
              OperatingSystem, OperatingSystemVersion, HostServerId, ModulusHex, ExponentHex, PrivateKey)
            VALUES (@id, @TenantId, @Region, @MachineName, @AgentVersion, @Architecture, @Flavor, @IPAddress,
              @OperatingSystem, @OperatingSystemVersion, @HostServerId, @ModulusHex, @ExponentHex, @PrivateKey)
            """,
            new
            {
                id, machine.TenantId, machine.Region, machine.MachineName, machine.AgentVersion, machine.Architecture, machine.Flavor,
                machine.IPAddress, machine.OperatingSystem, machine.OperatingSystemVersion, machine.HostServerId,
                key.ModulusHex, key.ExponentHex, key.PrivateKey,
            });
        return id;
    });

    public AgentRow Get(Scope scope, long id) =>
        Find(scope, id) ?? throw Refusal.NotFound($"There is no agent {id} in {scope.Region}.");

    public AgentRow? Find(Scope scope, long id) => database.Read(c => c.QuerySingleOrDefault<AgentRow>(
        Select + InScope + " AND a.MachineAgentId = @id", new { scope.TenantId, scope.Region, id }));

    public AgentRow GetByHostServer(Scope scope, string hostServerId) => database.Read(c => c.QuerySingleOrDefault<AgentRow>(
            Select + InScope + " AND a.HostServerId = @hostServerId COLLATE NOCASE", new { scope.TenantId, scope.Region, hostServerId }))
        ?? throw Refusal.NotFound($"There is no agent on host server '{hostServerId}' in {scope.Region}.");

    public IReadOnlyList<AgentRow> List(Scope scope) => database.Read(c => c.Query<AgentRow>(
        Select + InScope + " ORDER BY a.MachineAgentId", new { scope.TenantId, scope.Region }).ToList());

    /// <summary>Whether any agent has ever been registered.</summary>
    public bool Any() => database.Read(c => c.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM agents)"));

    public IReadOnlyList<long> Ids(Scope scope) => database.Read(c => c.Query<long>(
        "SELECT a.MachineAgentId FROM agents a" + InScope, new { scope.TenantId, scope.Region }).ToList());

    /// <summary>The private half of the agent's key, PKCS #8.</summary>
    public byte[] PrivateKey(long id) =>
        database.Read(c => c.QuerySingle<byte[]>("SELECT PrivateKey FROM agents WHERE MachineAgentId = @id", new { id }));

    public void SetDisabled(long id, bool isDisabled) => Set(id, "IsDisabled = @value", isDisabled);

    /// <summary>Once encrypted, always encrypted: there is no way back.</summary>
    public void SetEncrypted(long id) => Set(id, "IsEncrypted = @value", true);

    public void SetLogLevel(long id, long level) => Set(id, "LoggingLevelId = @value", level);

    /// <summary>Sets how backups travel and, unless it is null, the data center that they go to.</summary>
    public void SetTransport(long id, bool useServiceNet, string? dataCenter) => database.Write(c => c.Execute(
        "UPDATE agents SET UseServiceNet = @useServiceNet, BackupDataCenter = IFNULL(@dataCenter, BackupDataCenter) WHERE MachineAgentId = @id",
        new { id, useServiceNet, dataCenter }));

    private void Set(long id, string assignment, object value) =>
        database.Write(c => c.Execute($"UPDATE agents SET {assignment} WHERE MachineAgentId = @id", new { id, value }));
}
