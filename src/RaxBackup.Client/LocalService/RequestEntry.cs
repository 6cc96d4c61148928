using System;

namespace RaxBackup.Client;

/// <summary>A line of the journal as a local service tells it.</summary>
internal sealed class RequestEntry
{
    public long Id { get; set; }
    public DateTimeOffset? Time { get; set; }
    public string? Method { get; set; }
    public string? Path { get; set; }
    public string? Operation { get; set; }
    public int? Status { get; set; }
    public long? DurationMs { get; set; }
    public string? User { get; set; }
    public string? Tenant { get; set; }
    public string? Region { get; set; }
    public long? RequestBytes { get; set; }
    public long? ResponseBytes { get; set; }
    public long? Fault { get; set; }

    public LocalRequest ToModel(Uri address) => new()
    {
        RequestId = Id,
        Time = Time?.ToUniversalTime(),
        Method = Method,
        Path = Path,
        Operation = Operation,
        StatusCode = Status,
        Duration = DurationMs is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null,
        UserName = User,
        TenantId = Tenant,
        Region = Region,
        RequestBytes = RequestBytes,
        ResponseBytes = ResponseBytes,
        FaultId = Fault,
        Address = address,
    };
}
