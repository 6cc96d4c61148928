using System;

namespace RaxBackup;

/// <summary>A request that reached a local service (_service/requests). Bodies and headers are not kept, nor any secret.</summary>
public class LocalRequest
{
    /// <summary>Its number: they count up in the order in which requests came.</summary>
    public long RequestId { get; set; }
    /// <summary>When it came, by the service's clock (UTC).</summary>
    public DateTimeOffset? Time { get; set; }
    /// <summary>Its method, such as GET.</summary>
    public string? Method { get; set; }
    /// <summary>Path and query as they were sent; secrets are <c>***</c>.</summary>
    public string? Path { get; set; }
    /// <summary>The operation's name; null where the address is that of none.</summary>
    public string? Operation { get; set; }
    /// <summary>The status of the answer; null where there was none (yet).</summary>
    public int? StatusCode { get; set; }
    /// <summary>Time until the answer began, by the service's clock.</summary>
    public TimeSpan? Duration { get; set; }
    /// <summary>The user who asked, where that is known.</summary>
    public string? UserName { get; set; }
    /// <summary>That user's tenant.</summary>
    public string? TenantId { get; set; }
    /// <summary>The region that it was about.</summary>
    public string? Region { get; set; }
    /// <summary>Bytes of its body.</summary>
    public long? RequestBytes { get; set; }
    /// <summary>Bytes of the answer's body, compressed or not.</summary>
    public long? ResponseBytes { get; set; }
    /// <summary>The fault that struck it.</summary>
    public long? FaultId { get; set; }
    /// <summary>The root of its service.</summary>
    public Uri? Address { get; set; }
    /// <summary>Method and path.</summary>
    public override string ToString() => $"{Method} {Path}";
}
