using System;

namespace RaxBackup.Client;

/// <summary>A fault as a local service tells it.</summary>
internal sealed class FaultEntry
{
    public long Id { get; set; }
    public string? Operation { get; set; }
    public string? Method { get; set; }
    public string? Path { get; set; }
    public int? StatusCode { get; set; }
    public string? RetryAfter { get; set; }
    public string? Body { get; set; }
    public string? BodyKind { get; set; }
    public string? ContentType { get; set; }
    public long DelayMs { get; set; }
    public string? Drop { get; set; }
    public int? Truncate { get; set; }
    public bool ExpireToken { get; set; }
    public int? Count { get; set; }
    public int Skip { get; set; }
    public double Probability { get; set; }
    public int? Seed { get; set; }
    public int Struck { get; set; }

    public LocalFault ToModel(Uri address) => new()
    {
        FaultId = Id,
        Address = address,
        Operation = Operation ?? $"{Method ?? "*"} {Path ?? "*"}",
        StatusCode = StatusCode,
        RetryAfter = RetryAfter,
        Body = Body,
        BodyKind = Named<LocalFaultBody>(BodyKind),
        ContentType = ContentType,
        Delay = DelayMs == 0 ? null : TimeSpan.FromMilliseconds(DelayMs),
        DropConnection = Named<LocalFaultDrop>(Drop),
        Truncate = Truncate,
        ExpireToken = ExpireToken,
        Count = Count,
        Skip = Skip,
        Probability = Probability,
        Seed = Seed,
        HitCount = Struck,
    };

    private static T? Named<T>(string? name) where T : struct, Enum => Enum.TryParse<T>(name, ignoreCase: true, out var value) ? value : null;
}
