using System;

namespace RaxBackup.Client.Feeds;

/// <summary>
/// Keeps account of the events that the pipeline has taken. It is saved at the end of each page, and before more than a page would be
/// unsaved; what commands downstream have written is committed before.
/// </summary>
internal sealed class UsageProgress(Checkpoint? checkpoint, int pageSize, Action commit)
{
    private int unsaved;
    private bool isChanged;

    /// <summary>These events are about to be written.</summary>
    public void Expect(UsageBatch batch)
    {
        if (unsaved > 0 && unsaved + batch.Events.Count > pageSize)
            Save();
    }

    /// <summary>The pipeline has taken one.</summary>
    public void Take(UsageBatch batch, int index)
    {
        batch.Take(index);
        unsaved++;
        isChanged = true;
    }

    /// <summary>The pipeline has taken them all.</summary>
    public void TakeEnd(UsageBatch batch)
    {
        batch.TakeEnd();
        isChanged |= batch.End is not null || batch.ReadTo is not null;
        if (batch.IsPause || (batch.End is not null && unsaved > 0))
            Save();
    }

    /// <summary>Saves what has been taken since.</summary>
    public void Save()
    {
        if (!isChanged)
            return;
        commit();
        checkpoint?.Save();
        unsaved = 0;
        isChanged = false;
    }
}
