using System.Globalization;

namespace RaxBackup.Client;

/// <summary>Which service to start: its file, the folder of its state (null: a temporary one), its port (0: any free one).</summary>
internal sealed record ServiceStart(string ServiceFile, string? StatePath = null, int Port = 0)
{
    /// <summary>The service's own arguments.</summary>
    public string[] Arguments
    {
        get
        {
            string[] port = Port == 0 ? [] : ["--port", Port.ToString(CultureInfo.InvariantCulture)];
            return StatePath is null ? port : [.. port, "--state", StatePath];
        }
    }
}
