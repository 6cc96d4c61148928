using System;
using System.Globalization;

namespace RaxBackup.Client;

/// <summary>
/// Which service to start: its file, the folder of its state (null: a temporary one), its port (0: any free one), and the time at
/// which its clock stands still (null: it goes).
/// </summary>
internal sealed record ServiceStart(string ServiceFile, string? StatePath = null, int Port = 0, DateTimeOffset? FrozenAt = null)
{
    /// <summary>The service's own arguments.</summary>
    public string[] Arguments
    {
        get
        {
            string[] port = Port == 0 ? [] : ["--port", Port.ToString(CultureInfo.InvariantCulture)];
            string[] state = StatePath is null ? [] : ["--state", StatePath];
            return FrozenAt is { } time
                ? [.. port, .. state, "--frozen-at", time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)]
                : [.. port, .. state];
        }
    }
}
