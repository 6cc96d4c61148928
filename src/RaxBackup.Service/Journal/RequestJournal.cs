using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace RaxBackup.Service.Journal;

/// <summary>The requests that reached the service, in the order in which they came; in memory, and only the last of them.</summary>
internal sealed class RequestJournal(int most = RequestJournal.Most)
{
    /// <summary>How many are kept.</summary>
    public const int Most = 10_000;

    private readonly Lock _gate = new();
    private readonly Queue<JournalSlot> _slots = [];
    private long _lastId;

    /// <summary>Writes down a request; the oldest one goes where there are too many.</summary>
    public JournalSlot Add(Func<long, JournalEntry> entry)
    {
        lock (_gate)
        {
            var slot = new JournalSlot(entry(++_lastId));
            if (_slots.Count == most)
            {
                _slots.Dequeue();
            }

            _slots.Enqueue(slot);
            return slot;
        }
    }

    /// <summary>Changes when a request comes in, and when all are forgotten.</summary>
    public string Mark
    {
        get
        {
            lock (_gate)
            {
                return $"{_lastId} {_slots.Count}";
            }
        }
    }

    /// <summary>All of it, oldest first.</summary>
    public IReadOnlyList<JournalEntry> List()
    {
        lock (_gate)
        {
            return [.. _slots.Select(slot => slot.Entry)];
        }
    }

    /// <summary>Forgets all; numbers go on.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _slots.Clear();
        }
    }
}
