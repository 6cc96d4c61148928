using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace RaxBackup.Cmdlets;

/// <summary>Placeholder until the exporter's own comes.</summary>
internal static class Durability
{
    private static readonly ConditionalWeakTable<Runspace, List<Action>> Registered = new();

    public static void Commit()
    {
        if (Registered.TryGetValue(Runspace.DefaultRunspace, out var all))
            all.ToList().ForEach(commit => commit());
    }
}
