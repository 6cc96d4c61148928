using System;

namespace RaxBackup.Service.Journal;

/// <summary>One request that reached the service, and what came of it. Neither bodies nor headers are kept, and of the path no secret.</summary>
internal sealed record JournalEntry(long Id, DateTimeOffset Time, string Method, string Path)
{
    /// <summary>Name of the operation; null where the address is that of none.</summary>
    public string? Operation { get; init; }

    /// <summary>The region that the address named, or the default one; null where the operation is of no region.</summary>
    public string? Region { get; init; }

    /// <summary>Null as long as nothing is answered, and where nothing ever was.</summary>
    public int? StatusCode { get; init; }

    /// <summary>By the service's clock, until the answer begins.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Who asked; null where that is not known.</summary>
    public string? UserName { get; init; }

    public string? TenantId { get; init; }

    /// <summary>Bytes of the request's body; null where it did not say.</summary>
    public long? RequestBytes { get; init; }

    /// <summary>Bytes of the answer's body as announced, compressed or not.</summary>
    public long? ResponseBytes { get; init; }

    /// <summary>The fault that struck it.</summary>
    public int? FaultId { get; init; }
}
