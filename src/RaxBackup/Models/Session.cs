using System;

namespace RaxBackup;

/// <summary>A connection to an account, as Connect-RaxBackup makes it: public facts only, never a token, key or password.</summary>
public class Session
{
    /// <summary>The user who is logged in (Identity: access.user.name).</summary>
    public string? UserName { get; set; }

    /// <summary>The tenant (account number) that requests go to (Identity: access.token.tenant.id).</summary>
    public string? TenantId { get; set; }

    /// <summary>The region used where a command names none.</summary>
    public string? Region { get; set; }

    /// <summary>Every region of the catalog that has Cloud Backup.</summary>
    public string[] Regions { get; set; } = Array.Empty<string>();

    /// <summary>The Identity address that gave the token.</summary>
    public Uri? IdentityUri { get; set; }

    /// <summary>When the present token ends (UTC); it is renewed before that.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>How the login was made.</summary>
    public AuthenticationType AuthenticationType { get; set; }

    /// <summary>User and tenant, nothing secret.</summary>
    public override string ToString() => $"{UserName}@{TenantId} ({Region})";
}

/// <summary>The ways to log in.</summary>
public enum AuthenticationType
{
    /// <summary>User name and API key (Identity: RAX-KSKEY:apiKeyCredentials).</summary>
    ApiKey,
    /// <summary>User name and password (Identity: passwordCredentials).</summary>
    Password,
    /// <summary>Password and a passcode of a second device (Identity: RAX-AUTH:passcodeCredentials); cannot be renewed unattended.</summary>
    MultiFactor,
}
