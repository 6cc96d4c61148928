using System.Management.Automation;
using System.Security;

namespace RaxBackup.Cmdlets;

/// <summary>Encrypts the backups of agents from now on. It cannot be undone, and nothing can be restored without the passphrase.</summary>
[Cmdlet(VerbsLifecycle.Enable, "RaxBackupEncryption", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class EnableRaxBackupEncryptionCommand : SessionCmdlet
{
    /// <summary>The agent's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("MachineAgentId")]
    [ArgumentCompleter(typeof(AgentIdCompleter))]
    [WholeNumber]
    public long AgentId { get; set; }

    /// <summary>The passphrase. Who loses it loses the backups.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNull]
    public SecureString Passphrase { get; set; } = new();

    /// <inheritdoc />
    protected override void Process()
    {
        var (encryption, region) = (Connection.Encryption, OneRegion);
        if (!ShouldProcess($"Agent {AgentId}", "Encrypt all backups from now on; this cannot be undone"))
            return;
        var task = Await(call => encryption.EnableAsync(region, AgentId, Passphrase, call));
        WriteVerbose($"The service encrypts agent {AgentId} in task {task}.");
    }
}
