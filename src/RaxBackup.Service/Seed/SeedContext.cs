using System;
using System.Collections.Generic;
using System.Linq;
using RaxBackup.Service.Simulation;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Seed;

/// <summary>What the parts of a seed must know of each other.</summary>
internal sealed class SeedContext(DateTimeOffset now, IReadOnlyDictionary<string, AgentScript> scripts, string folder)
{
    private readonly HashSet<string> _tenants = new(StringComparer.Ordinal);

    /// <summary>When the service starts, by its clock.</summary>
    public DateTimeOffset Now => now;

    public string Folder => folder;

    /// <summary>The service's own tenant, where the seed names it.</summary>
    public string? Tenant { get; set; }

    /// <summary>A tenant has a user.</summary>
    public void AddTenant(string tenant) => _tenants.Add(tenant);

    /// <summary>A script by its name, or as it stands there; none at all is one that backs up without a fault.</summary>
    public AgentScript Script(SeedNode? script) => script switch
    {
        null => new AgentScript(),
        { IsText: true } => scripts.TryGetValue(script.Text(), out var known)
            ? known
            : throw script.Wrong($"a script, or the name of one ({(scripts.Count == 0 ? "the seed has none" : string.Join(", ", scripts.Keys))}),", script.Text()),
        _ => SeedScriptReader.Read(script),
    };

    public string Region(SeedNode? region)
    {
        var expected = $"one of {string.Join(", ", State.Regions.All)}";
        return region == null ? State.Regions.Default : State.Regions.Find(region.Text(expected)) ?? throw region.Wrong(expected, region.Text());
    }

    public IReadOnlyList<string> Regions(SeedNode? regions) =>
        regions?.List().Select(Region).Distinct().ToList() is { Count: > 0 } some ? some : regions == null ? State.Regions.All : throw regions.Wrong("a list of regions");

    /// <summary>The tenant that something belongs to: null for the service's own, else one that a user belongs to; nobody could see it otherwise.</summary>
    public string? TenantOf(SeedNode owner)
    {
        if (owner.Find("tenant") is not { } node || node.Text() == Tenant)
        {
            return null;
        }

        return _tenants.Contains(node.Text())
            ? node.Text()
            : throw node.Wrong($"the tenant of a user ({(_tenants.Count == 0 ? "no user has one" : string.Join(", ", _tenants.Order(StringComparer.Ordinal)))})", node.Text());
    }
}
