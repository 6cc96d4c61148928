using System;
using System.Management.Automation;
using System.Security;
using RaxBackup.Client;

namespace RaxBackup.Cmdlets;

/// <summary>Logs in and keeps the session: as this runspace's default, and to hand on with -Session.</summary>
[Cmdlet(
    VerbsCommunications.Connect, "RaxBackup", DefaultParameterSetName = "Environment",
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(Session))]
public sealed class ConnectRaxBackupCommand : RaxBackupCmdlet
{
    /// <summary>User name and API key; with -Password, user name and password.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Credential")]
    [CredentialOrName]
    public PSCredential? Credential { get; set; }

    /// <summary>The user's name.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ApiKey")]
    public string? UserName { get; set; }

    /// <summary>The user's API key.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ApiKey")]
    public SecureString? ApiKey { get; set; }

    /// <summary>Connects to the local service that runs here, or starts one.</summary>
    [Parameter(ParameterSetName = "Local")]
    public SwitchParameter Local { get; set; }

    /// <summary>The local service to connect to, as Start-RaxLocalService writes it.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = "Local")]
    [ValidateNotNull]
    public LocalService? LocalService { get; set; }

    /// <summary>The credential holds a password, not an API key.</summary>
    [Parameter(ParameterSetName = "Credential")]
    public SwitchParameter Password { get; set; }

    /// <summary>The passcode of a second device, where the account asks for one.</summary>
    [Parameter]
    public SecureString? Passcode { get; set; }

    /// <summary>The region to use where a command names none; the user's own by default.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public string? Region { get; set; }

    /// <summary>The tenant (account number); the user's own by default.</summary>
    [Parameter]
    public string? TenantId { get; set; }

    /// <summary>The Identity service; Rackspace's by default.</summary>
    [Parameter]
    public Uri? IdentityUri { get; set; }

    /// <summary>Seconds allowed for each attempt of a request.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    [WholeNumber]
    public int TimeoutSec { get; set; } = 100;

    /// <summary>How often a request that may be repeated is repeated.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    [WholeNumber]
    public int MaximumRetryCount { get; set; } = 5;

    /// <summary>The proxy to go through.</summary>
    [Parameter]
    public Uri? Proxy { get; set; }

    /// <summary>Writes the session.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc />
    protected override void Process()
    {
        if (!ShouldProcess(TargetOf(), "Connect"))
            return;
        var login = LoginOf();
        var session = SessionStore.Add(Await(call => Connection.OpenAsync(OptionsOf(login), call)));
        WriteVerbose($"Connected as {session}.");
        if (PassThru)
            WriteObject(session);
    }

    /// <summary>Without a session there is nothing to go on with, whatever the reason.</summary>
    private protected override bool EndsPipeline(RaxBackupException failure) => true;

    private string TargetOf() =>
        ParameterSetName == "Local" ? (LocalService ?? RunningServices.Newest())?.ToString() ?? "a new local service" : LoginOf().UserName;

    private Login LoginOf() => ParameterSetName switch
    {
        "Credential" => new(Credential!.UserName, Credential.Password) { SecretIsPassword = Password },
        "ApiKey" => new(UserName!, ApiKey!),
        "Local" => Login.Of(LocalService ?? RunningServices.Newest() ?? StartLocalService()),
        _ => Login.FromEnvironment(),
    };

    private LocalService StartLocalService() => RunningServices.Start(this);

    private ConnectOptions OptionsOf(Login login) => new()
    {
        UserName = login.UserName,
        Secret = login.Secret,
        SecretIsPassword = login.SecretIsPassword,
        Passcode = Passcode,
        IdentityUri = IdentityUri ?? login.IdentityUri,
        Region = Region ?? login.Region,
        TenantId = TenantId ?? login.TenantId,
        AttemptTimeout = TimeSpan.FromSeconds(TimeoutSec),
        MaximumRetryCount = MaximumRetryCount,
        Proxy = Proxy,
    };
}
