using RaxBackup.Client.Feeds;

namespace RaxBackup.Cmdlets;

/// <summary>
/// Keeps account of the events that the pipeline has taken. It is saved at the end of each page, and before more than a page would be
/// unsaved; what a command downstream writes is on disk before.
/// </summary>
internal sealed class UsageProgress(Checkpoint? checkpoint, int pageSize)
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

    /// <summary>The pipeline has taken them all. An empty batch without a page's end is a pause.</summary>
    public void TakeEnd(UsageBatch batch)
    {
        batch.TakeEnd();
        isChanged |= batch.End is not null;
        var isPause = batch.End is null && batch.Events.Count == 0;
        if (isPause || (batch.End is not null && unsaved > 0))
            Save();
    }

    /// <summary>Saves what has been taken since.</summary>
    public void Save()
    {
        if (!isChanged)
            return;
        Durability.Commit();
        checkpoint?.Save();
        unsaved = 0;
        isChanged = false;
    }
}
