using System;
using Newtonsoft.Json;

namespace RaxBackup.Client;

/// <summary>
/// The one line that the local service writes when it is ready, or when it cannot start. A class, not a record: it must not print its key.
/// </summary>
internal sealed class LocalServiceLine
{
    public string? Event { get; set; }
    public string? Version { get; set; }
    public Uri? Address { get; set; }
    public Uri? IdentityUri { get; set; }
    public string? UserName { get; set; }
    public string? ApiKey { get; set; }
    public string? TenantId { get; set; }
    public string[] Regions { get; set; } = [];
    public int ProcessId { get; set; }
    public string? State { get; set; }
    public string? ErrorId { get; set; }
    public string? Message { get; set; }

    /// <summary>Whether the service is ready to answer.</summary>
    [JsonIgnore]
    public bool IsReady => Event == "ready" && Address is not null;

    /// <summary>What the line says; null where it is no such line.</summary>
    public static LocalServiceLine? ParseOrNull(string line)
    {
        try
        {
            return JsonConvert.DeserializeObject<LocalServiceLine>(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
