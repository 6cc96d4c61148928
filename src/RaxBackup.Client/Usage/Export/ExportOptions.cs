namespace RaxBackup.Client.Usage.Export;

/// <summary>Where usage is written to, and how.</summary>
/// <param name="Path">A full path: of a file, or of the folder that holds the days' folders.</param>
/// <param name="Format">The format.</param>
internal sealed record ExportOptions(string Path, UsageFormat Format)
{
    /// <summary>Whether it is added to what is there; else that is replaced.</summary>
    public bool Append { get; init; }

    /// <summary>Whether a file that is there may be replaced.</summary>
    public bool Overwrite { get; init; } = true;

    /// <summary>Whether each day has a folder of its own.</summary>
    public bool Partitioned { get; init; }

    /// <summary>What usage costs; null where nobody says.</summary>
    public RateCard? Prices { get; init; }

    /// <summary>What is written as a whole cannot be made durable half-way.</summary>
    public RaxBackupException CommitRefused() => Failure.About(Path, FailureKind.InvalidArgument, nameof(Text.CheckpointNeedsAppend), Path);
}
