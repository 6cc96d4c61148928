using System;
using System.Collections.Generic;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace RaxBackup.Cmdlets;

/// <summary>
/// Where a reader that keeps a checkpoint and what stores its events downstream meet: before the checkpoint moves on, all that is stored in this
/// runspace is made durable. Known to the pipeline's thread alone.
/// </summary>
internal static class Durability
{
    private static readonly ConditionalWeakTable<Runspace, List<Action>> Stores = new();

    /// <summary>Has this called at every <see cref="Commit"/> in this runspace, until it is disposed of.</summary>
    public static IDisposable Register(Action commit)
    {
        var stores = Stores.GetOrCreateValue(Runspace.DefaultRunspace);
        stores.Add(commit);
        return new Registration(stores, commit);
    }

    /// <summary>Makes durable whatever commands of this runspace have taken in so far. Where it throws, no checkpoint may move on.</summary>
    public static void Commit()
    {
        if (Runspace.DefaultRunspace is not { } runspace || !Stores.TryGetValue(runspace, out var stores))
            return;
        foreach (var commit in stores.ToArray())
            commit();
    }

    private sealed class Registration(List<Action> stores, Action commit) : IDisposable
    {
        public void Dispose() => stores.Remove(commit);
    }
}
