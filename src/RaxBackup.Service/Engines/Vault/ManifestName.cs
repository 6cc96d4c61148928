namespace RaxBackup.Service.Engines.Vault;

/// <summary>A manifest's file, and the backup and configuration that its name tells.</summary>
internal readonly record struct ManifestName(string Path, long Backup, long Configuration);
