using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;

namespace RaxBackup.Kills;

/// <summary>
/// What the client knows: what was answered with success, and of each thing what was asked for last without an answer, which may or
/// may not have been done, but not by half.
/// </summary>
internal sealed class Ledger
{
    private int _acknowledged;

    /// <summary>Names of configurations by their id; one that is asked to be null is being deleted.</summary>
    public ConcurrentDictionary<long, Known> Configurations { get; } = new();

    public ConcurrentDictionary<long, bool> Deleted { get; } = new();

    /// <summary>Names of configurations whose creation was asked for; an answer may have been lost.</summary>
    public ConcurrentDictionary<string, bool> AskedNames { get; } = new();

    /// <summary>The tree that each backup was asked to save, by the backup's id.</summary>
    public ConcurrentDictionary<long, IReadOnlyDictionary<string, string>> Backups { get; } = new();

    /// <summary>Backups that were seen Completed.</summary>
    public ConcurrentDictionary<long, bool> Completed { get; } = new();

    /// <summary>Destinations of restores by their id, and whether their start was answered.</summary>
    public ConcurrentDictionary<long, (string Destination, bool IsStarted)> Restores { get; } = new();

    /// <summary>Ids of published events.</summary>
    public ConcurrentQueue<string> Events { get; } = new();

    /// <summary>What was seen to be wrong before a kill.</summary>
    public ConcurrentQueue<string> Wrong { get; } = new();

    public Known UseServiceNet { get; } = new(null);

    /// <summary>The tree as it is: what the last backup that was asked for saves.</summary>
    public IReadOnlyDictionary<string, string> Tree { get; set; } = new Dictionary<string, string>();

    /// <summary>How many writes were answered with success.</summary>
    public int Acknowledged => _acknowledged;

    public void Acknowledge() => Interlocked.Increment(ref _acknowledged);
}

/// <summary>A value as it was acknowledged, and the one that is under way.</summary>
internal sealed class Known(string? value)
{
    private (string? Value, string? Asked) _state = (value, value);

    public void Ask(string? next) => _state = (_state.Value, next);

    public void Acknowledge() => _state = (_state.Asked, _state.Asked);

    /// <summary>Whether it can be this after a kill; from then on it is this.</summary>
    public bool CanBe(string? found)
    {
        var can = found == _state.Value || found == _state.Asked;
        _state = (found, found);
        return can;
    }
}
