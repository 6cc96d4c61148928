namespace RaxBackup.Client.DesiredState;

/// <summary>A configuration in a file: whose it is, and its settings.</summary>
/// <param name="MachineName">The agent's machine; null where the file leaves it to the import.</param>
/// <param name="Settings">The settings.</param>
/// <param name="Place">Where it stands, for messages: file, line and JSON path.</param>
internal sealed record ConfigurationEntry(string? MachineName, ConfigurationSettings Settings, string Place = "")
{
    /// <summary>The entry of a configuration that was read.</summary>
    public static ConfigurationEntry Of(BackupConfiguration read) => new(read.MachineName, ConfigurationSettings.Of(read));
}
