namespace RaxBackup;

/// <summary>What was read from one region of the service; the client writes the region in.</summary>
internal interface IRegional
{
    /// <summary>The region of the service that this was read from.</summary>
    string? Region { get; set; }
}
