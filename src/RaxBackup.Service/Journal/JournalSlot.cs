namespace RaxBackup.Service.Journal;

/// <summary>The place of one request in the journal: its entry is replaced as a whole when more is known.</summary>
internal sealed class JournalSlot(JournalEntry first)
{
    private volatile JournalEntry _entry = first;

    public JournalEntry Entry
    {
        get => _entry;
        set => _entry = value;
    }
}
