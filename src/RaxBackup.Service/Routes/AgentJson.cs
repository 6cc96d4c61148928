using System.Text.Json;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Routes;

/// <summary>Agents as the wire writes them.</summary>
internal static class AgentJson
{
    /// <summary>An agent; the wire spells the name of its backup data center in two ways.</summary>
    public static void Write(
        Utf8JsonWriter json, AgentRow agent, string status, long? vaultBytes, string? vault, string dataCenterName = "BackupDatacenter")
    {
        json.WriteStartObject();
        json.WriteString("AgentVersion", agent.AgentVersion);
        json.WriteString("Architecture", agent.Architecture);
        json.WriteString("Flavor", agent.Flavor);
        json.WriteString("BackupVaultSize", vaultBytes is { } bytes ? SizeText.Of(bytes) : null);
        json.WriteString("BackupContainer", vault);
        json.WriteBoolean("CleanupAllowed", true);
        json.WriteString("Datacenter", agent.Region);
        json.WriteString(dataCenterName, agent.BackupDataCenter ?? agent.Region);
        json.WriteString("IPAddress", agent.IPAddress);
        json.WriteBoolean("IsDisabled", agent.IsDisabled);
        json.WriteBoolean("IsEncrypted", agent.IsEncrypted);
        json.WriteNumber("MachineAgentId", agent.MachineAgentId);
        json.WriteString("MachineName", agent.MachineName);
        json.WriteString("OperatingSystem", agent.OperatingSystem);
        json.WriteString("OperatingSystemVersion", agent.OperatingSystemVersion);
        json.WriteKey("PublicKey", agent.ModulusHex, agent.ExponentHex);
        json.WriteString("Status", status);
        json.WriteTime("TimeOfLastSuccessfulBackup", agent.TimeOfLastSuccessfulBackup);
        json.WriteBoolean("UseServiceNet", agent.UseServiceNet);
        json.WriteBoolean("UseFailoverUri", false);
        json.WriteString("HostServerId", agent.HostServerId);
        json.WriteEndObject();
    }
}
