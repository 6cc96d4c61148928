using System;

namespace RaxBackup.Client.Feeds;

/// <summary>Where in a feed the reading is, for messages: at which entry, and its id once that is known.</summary>
internal sealed class EntryPlace
{
    /// <summary>Called as an entry begins.</summary>
    public Action? Starting { get; set; }

    /// <summary>The entry's number, from 1; 0 before the first.</summary>
    public int Number { get; private set; }

    public string? Id { get; set; }

    /// <summary>Whether the reading is within an entry.</summary>
    public bool IsWithin { get; private set; }

    public void Begin()
    {
        Number++;
        Id = null;
        IsWithin = true;
        Starting?.Invoke();
    }

    public void End()
    {
        IsWithin = false;
        Starting?.Invoke();
    }

    public string Words(string why) => Number == 0 ? why
        : !IsWithin ? $"after entry {Number}: {why}"
        : Id is { } id ? $"entry {Number} ({id}): {why}"
        : $"entry {Number}: {why}";
}
