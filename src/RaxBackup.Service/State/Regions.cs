using System;
using System.Collections.Generic;

namespace RaxBackup.Service.State;

/// <summary>The regions that the service plays.</summary>
internal static class Regions
{
    public static readonly IReadOnlyList<string> All = ["DFW", "ORD", "IAD"];

    public const string Default = "DFW";

    /// <summary>The region in its own spelling, or null.</summary>
    public static string? Find(string name)
    {
        foreach (var region in All)
        {
            if (region.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return region;
            }
        }

        return null;
    }
}

/// <summary>Whose things in which region a request is about.</summary>
internal readonly record struct Scope(string TenantId, string Region);
