using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace RaxBackup.Service.Faults;

/// <summary>The faults that are in force, in the order they were added; the first that strikes a call is the one.</summary>
internal sealed class FaultTable
{
    private readonly Lock _gate = new();
    private readonly List<FaultRule> _rules = [];
    private int _lastId;

    public int Add(FaultRule rule)
    {
        lock (_gate)
        {
            rule.Id = ++_lastId;
            _rules.Add(rule);
            return rule.Id;
        }
    }

    /// <summary>All of them.</summary>
    public IReadOnlyList<FaultRule> List()
    {
        lock (_gate)
        {
            return [.. _rules];
        }
    }

    public bool Remove(long id)
    {
        lock (_gate)
        {
            return _rules.RemoveAll(r => r.Id == id) == 1;
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _rules.Clear();
        }
    }

    /// <summary>The fault that strikes a call: its path as it was sent, and as the routes know it.</summary>
    public FaultRule? Strike(string? operation, string method, string sentPath, string path) =>
        List().FirstOrDefault(r => r.Matches(operation, method, sentPath, path) && r.Strike());
}
