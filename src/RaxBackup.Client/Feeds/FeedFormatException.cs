using System;

namespace RaxBackup.Client.Feeds;

/// <summary>A feed that cannot be read: why, and where.</summary>
internal sealed class FeedFormatException(string why, bool endsTooSoon, Exception? cause) : FormatException(why, cause)
{
    /// <summary>It breaks off: asked for again, it may be whole.</summary>
    public bool EndsTooSoon { get; } = endsTooSoon;
}
