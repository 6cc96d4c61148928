using System;
using System.Globalization;

namespace RaxBackup.Client;

/// <summary>
/// Which service to start: its file, the folder of its state (null: a temporary one), its port (0: any free one), the time at
/// which its clock stands still (null: it goes), and the seed that it begins with (a file, or a ready-made one's name; null: none).
/// </summary>
internal sealed record ServiceStart(string ServiceFile, string? StatePath = null, int Port = 0, DateTimeOffset? FrozenAt = null, string? Seed = null)
{
    /// <summary>The service's own arguments.</summary>
    public string[] Arguments
    {
        get
        {
            string[] port = Port == 0 ? [] : ["--port", Port.ToString(CultureInfo.InvariantCulture)];
            string[] state = StatePath is null ? [] : ["--state", StatePath];
            string[] clock = FrozenAt is { } time ? ["--frozen-at", time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)] : [];
            return [.. port, .. state, .. clock, .. Seed is null ? [] : new[] { "--seed", Seed }];
        }
    }
}
