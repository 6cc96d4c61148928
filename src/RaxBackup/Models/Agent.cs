using System;

namespace RaxBackup;

/// <summary>A machine and its Cloud Backup agent (operations List agent details, List all agents for the user).</summary>
public class Agent : IRegional
{
    /// <summary>The agent's id.</summary>
    public long MachineAgentId { get; set; }
    /// <summary>The machine's name.</summary>
    public string? MachineName { get; set; }
    /// <summary>The region of the service that this was read from.</summary>
    public string? Region { get; set; }
    /// <summary>Whether the agent answers. Only a detailed read tells: the list's word is not reliable, and shown as Unknown.</summary>
    public AgentStatus Status { get; set; }
    /// <summary>The status as the service spelt it.</summary>
    public string? StatusText { get; set; }
    /// <summary>Version of the agent software.</summary>
    public string? AgentVersion { get; set; }
    /// <summary>64-bit or 32-bit.</summary>
    public string? Architecture { get; set; }
    /// <summary>RaxCloudServer for Cloud Servers.</summary>
    public string? Flavor { get; set; }
    /// <summary>Size of the vault in the service's own words, such as <c>35.3 MB</c>; null where it gave none.</summary>
    public string? BackupVaultSize { get; set; }
    /// <summary>Size of the vault in bytes (1 KB = 1024 bytes), as exact as the service's text.</summary>
    public long? BackupVaultBytes { get; set; }
    /// <summary>Address of the Cloud Files container where the backups lie.</summary>
    public string? BackupContainer { get; set; }
    /// <summary>Whether a clean-up of the vault may be started.</summary>
    public bool? CleanupAllowed { get; set; }
    /// <summary>Data center of the machine.</summary>
    public string? Datacenter { get; set; }
    /// <summary>Data center where the backups lie.</summary>
    public string? BackupDatacenter { get; set; }
    /// <summary>Public IPv4 address of the machine.</summary>
    public string? IPAddress { get; set; }
    /// <summary>Whether the agent is switched off.</summary>
    public bool? IsDisabled { get; set; }
    /// <summary>Whether backups are encrypted.</summary>
    public bool? IsEncrypted { get; set; }
    /// <summary>Operating system of the machine.</summary>
    public string? OperatingSystem { get; set; }
    /// <summary>Version of the operating system.</summary>
    public string? OperatingSystemVersion { get; set; }
    /// <summary>The agent's public key; passphrases are encrypted with it.</summary>
    public PublicKey? PublicKey { get; set; }
    /// <summary>When a backup last succeeded (UTC).</summary>
    public DateTimeOffset? TimeOfLastSuccessfulBackup { get; set; }
    /// <summary>Whether data travels over ServiceNet.</summary>
    public bool? UseServiceNet { get; set; }
    /// <summary>Whether a failover address is used.</summary>
    public bool? UseFailoverUri { get; set; }
    /// <summary>Id of the Cloud Server that the agent runs on.</summary>
    public string? HostServerId { get; set; }
}

/// <summary>Whether an agent answers.</summary>
public enum AgentStatus
{
    /// <summary>Not known, or not told by this operation.</summary>
    Unknown,
    /// <summary>The agent answers.</summary>
    Online,
    /// <summary>The agent does not answer; it may be asleep (Resume-RaxBackupAgent wakes it).</summary>
    Offline,
}

/// <summary>An RSA public key as the wire writes it.</summary>
public class PublicKey
{
    /// <summary>The modulus in hexadecimal digits, without spaces.</summary>
    public string? ModulusHex { get; set; }
    /// <summary>The exponent in hexadecimal digits: 10001 is 65537.</summary>
    public string? ExponentHex { get; set; }
    /// <summary>Length and first digits: enough to tell two keys apart.</summary>
    public override string ToString() => Display.Key(ModulusHex);
}

/// <summary>How much an agent writes into its own log. The numbers are the wire's own.</summary>
public enum AgentLogLevel
{
    /// <summary>Only what ends the agent.</summary>
    Fatal = 1,
    /// <summary>Errors too.</summary>
    Error = 2,
    /// <summary>Warnings too.</summary>
    Warn = 3,
    /// <summary>What it does too.</summary>
    Info = 4,
    /// <summary>How it does it too.</summary>
    Debug = 5,
    /// <summary>Everything.</summary>
    Trace = 6,
}
