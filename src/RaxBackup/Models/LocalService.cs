using System;
using System.Security;

namespace RaxBackup;

/// <summary>A local Cloud Backup service that this PowerShell process has started.</summary>
public class LocalService
{
    /// <summary>The root of the service.</summary>
    public Uri? Address { get; set; }
    /// <summary>Its Identity address: what Connect-RaxBackup takes as -IdentityUri.</summary>
    public Uri? IdentityUri { get; set; }
    /// <summary>TCP port on the loopback address.</summary>
    public int Port { get; set; }
    /// <summary>The user that it was started with.</summary>
    public string? UserName { get; set; }
    /// <summary>That user's API key; random, never written out.</summary>
    public SecureString? ApiKey { get; set; }
    /// <summary>That user's tenant.</summary>
    public string? TenantId { get; set; }
    /// <summary>The regions it serves; this machine's agent is in the first.</summary>
    public string[] Regions { get; set; } = Array.Empty<string>();
    /// <summary>Folder of its state; null where it is a temporary one.</summary>
    public string? Path { get; set; }
    /// <summary>Id of its process.</summary>
    public int ProcessId { get; set; }
    /// <summary>When it was started (UTC).</summary>
    public DateTimeOffset? StartTime { get; set; }
    /// <summary>Version of the service.</summary>
    public string? Version { get; set; }
    /// <summary>Whether it runs.</summary>
    public bool IsRunning { get; set; }
    /// <summary>The address alone.</summary>
    public override string ToString() => Address?.ToString() ?? "";
}
