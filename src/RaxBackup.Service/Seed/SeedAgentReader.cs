using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Seed;

/// <summary>Reads a seed's simulated agents.</summary>
internal static class SeedAgentReader
{
    public static readonly string[] Agent =
    [
        "name", "count", "tenant", "region", "hostServerId", "operatingSystem", "operatingSystemVersion", "architecture", "agentVersion", "ipAddress",
        "disabled", "script", "configurations",
    ];

    private const int Most = 100_000;

    public static IReadOnlyList<SeedAgent> Read(SeedNode root, SeedContext context)
    {
        var agents = new List<SeedAgent>();
        var (names, servers) = (new HashSet<(string?, string)>(), new HashSet<string>());
        foreach (var node in root.Find("agents")?.List() ?? [])
        {
            foreach (var agent in ReadEntry(node.With(Agent), context))
            {
                if (!names.Add((agent.Machine.TenantId, agent.Machine.MachineName)))
                {
                    throw new SeedException(node.Path + ".name", $"two agents of a tenant have the name '{agent.Machine.MachineName}'.");
                }

                if (agent.Machine.HostServerId.Length > 0 && !servers.Add(agent.Machine.HostServerId))
                {
                    throw new SeedException(node.Path + ".hostServerId", $"two agents have the server '{agent.Machine.HostServerId}'.");
                }

                agents.Add(agent);
            }
        }

        return agents;
    }

    private static IEnumerable<SeedAgent> ReadEntry(SeedNode node, SeedContext context)
    {
        var name = node.Needed("name", "a name").Text();
        var count = node.Find("count")?.Whole(1, Most);
        if (count > 1 && node.Find("hostServerId") is { } shared)
        {
            throw new SeedException(shared.Path, "several agents cannot be on one server.");
        }

        var agent = new SeedAgent(Machine(node, context), context.Script(node.Find("script")))
        {
            IsDisabled = node.Find("disabled")?.Flag() ?? false,
            Configurations = node.Find("configurations") is { } list ? SeedConfigurationReader.Read(list, context) : [],
        };
        for (var i = 1; i <= (count ?? 1); i++)
        {
            var numbered = count == null ? name : string.Create(CultureInfo.InvariantCulture, $"{name}-{i}");
            yield return agent with { Machine = agent.Machine with { MachineName = numbered } };
        }
    }

    private static AgentRow Machine(SeedNode node, SeedContext context) => new()
    {
        TenantId = context.TenantOf(node) ?? "",
        Region = context.Region(node.Find("region")),
        HostServerId = node.Find("hostServerId")?.Text() ?? "",
        AgentVersion = node.Find("agentVersion")?.Text() ?? ServiceVersion.Text,
        Architecture = node.Find("architecture")?.Text() ?? "64-bit",
        Flavor = "RaxCloudServer",
        IPAddress = node.Find("ipAddress") is not { } address ? "192.0.2.1"
            : IPAddress.TryParse(address.Text(), out _) ? address.Text() : throw address.Wrong("an IP address", address.Text()),
        OperatingSystem = node.Find("operatingSystem")?.Text() ?? "Ubuntu 24.04",
        OperatingSystemVersion = node.Find("operatingSystemVersion")?.Text() ?? "24.04",
    };
}
