using System;

namespace RaxBackup;

/// <summary>A restore, from its making to its end (operation List details about a restore).</summary>
public class Restore : IRegional
{
    /// <summary>The restore's id.</summary>
    public long RestoreId { get; set; }
    /// <summary>The backup that is restored.</summary>
    public long? BackupId { get; set; }
    /// <summary>The configuration that the backup is a run of.</summary>
    public long? BackupConfigurationId { get; set; }
    /// <summary>Name of the configuration.</summary>
    public string? BackupConfigurationName { get; set; }
    /// <summary>When the backup was made (UTC).</summary>
    public DateTimeOffset? BackupRestorePoint { get; set; }
    /// <summary>The agent that made the backup.</summary>
    public long? BackupMachineId { get; set; }
    /// <summary>Name of that agent's machine.</summary>
    public string? BackupMachineName { get; set; }
    /// <summary>RaxCloudServer for Cloud Servers.</summary>
    public string? BackupFlavor { get; set; }
    /// <summary>Data center where the backup lies.</summary>
    public string? BackupDataCenter { get; set; }
    /// <summary>The agent that the files go to.</summary>
    public long? DestinationMachineId { get; set; }
    /// <summary>Name of that agent's machine.</summary>
    public string? DestinationMachineName { get; set; }
    /// <summary>Folder on that machine; the files' full paths are made anew below it.</summary>
    public string? DestinationPath { get; set; }
    /// <summary>Whether files that exist are replaced.</summary>
    public bool? OverwriteFiles { get; set; }
    /// <summary>The region of the service that this was read from.</summary>
    public string? Region { get; set; }
    /// <summary>How far it is, read from RestoreStateId.</summary>
    public JobState State { get; set; } = JobState.Unknown;
    /// <summary>The state's number on the wire.</summary>
    public int? RestoreStateId { get; set; }
    /// <summary>How much is done, 0 to 100; null where the service does not tell (the local service does).</summary>
    public int? PercentComplete { get; set; }
    /// <summary>Whether the backup is encrypted.</summary>
    public bool? IsEncrypted { get; set; }
    /// <summary>The public key to encrypt the passphrase with.</summary>
    public PublicKey? PublicKey { get; set; }
    /// <summary>What is restored, where the answer tells; nothing named means everything.</summary>
    public RestoreItem[] Inclusions { get; set; } = Array.Empty<RestoreItem>();
    /// <summary>What is left out, where the answer tells.</summary>
    public RestoreItem[] Exclusions { get; set; } = Array.Empty<RestoreItem>();
}

/// <summary>A file or folder that a restore includes or excludes (operation List included or excluded files).</summary>
public class RestoreItem : IRegional
{
    /// <summary>Id of this entry (wire: FileId); what Remove-RaxRestoreItem takes.</summary>
    public long? FileId { get; set; }
    /// <summary>The restore that it belongs to.</summary>
    public long? RestoreId { get; set; }
    /// <summary>Path as it was when backed up.</summary>
    public string? FilePath { get; set; }
    /// <summary>Included or excluded.</summary>
    public BackupItemFilter Filter { get; set; }
    /// <summary>File, folder or database.</summary>
    public BackupItemType FileItemType { get; set; }
    /// <summary>The region of the service that this was read from.</summary>
    public string? Region { get; set; }
    /// <summary>The path alone.</summary>
    public override string ToString() => FilePath ?? "";
}
