using RaxBackup.Service.Agents;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Routes;

/// <summary>Reads the small bodies that change an agent.</summary>
internal static class AgentBody
{
    public static bool ReadEnable(JsonFields body) =>
        body.Flag("Enable") ?? throw Refusal.Invalid("Enable", "Enable is missing; true or false was expected.");

    public static int ReadLogLevel(JsonFields body) => body.Number("LoggingLevelId") is { } level and >= AgentLog.Least and <= AgentLog.Most
        ? (int)level
        : throw Refusal.Invalid(
            "LoggingLevelId", $"LoggingLevelId must be a number from {AgentLog.Least} (only FATAL) to {AgentLog.Most} (ALL or TRACE).");

    /// <summary>How backups travel, and the data center that they go to: one in which the user has an agent; null where none is named.</summary>
    public static (bool UseServiceNet, string? DataCenter) ReadTransport(JsonFields body, Scope scope, AgentStore agents)
    {
        var useServiceNet = body.Flag("UseServiceNet")
            ?? throw Refusal.Invalid("UseServiceNet", "UseServiceNet is missing; true or false was expected.");
        if (body.Text("BackupDataCenter") is not { Length: > 0 } name)
        {
            return (useServiceNet, null);
        }

        var region = Regions.Find(name)
            ?? throw Refusal.Invalid("BackupDataCenter", $"BackupDataCenter must be one of {string.Join(", ", Regions.All)}, not '{name}'.");
        return agents.List(scope with { Region = region }).Count > 0
            ? (useServiceNet, region)
            : throw Refusal.Forbidden($"BackupDataCenter cannot be {region}: you have no server there.");
    }
}
