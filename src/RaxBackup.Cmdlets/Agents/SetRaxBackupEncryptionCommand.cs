using System.Management.Automation;
using System.Security;

namespace RaxBackup.Cmdlets;

/// <summary>Changes the passphrase of agents whose backups are encrypted.</summary>
[Cmdlet(VerbsCommon.Set, "RaxBackupEncryption", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(void))]
public sealed class SetRaxBackupEncryptionCommand : SessionCmdlet
{
    /// <summary>The agent's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("MachineAgentId")]
    [ArgumentCompleter(typeof(AgentIdCompleter))]
    [WholeNumber]
    public long AgentId { get; set; }

    /// <summary>The passphrase that holds.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNull]
    public SecureString CurrentPassphrase { get; set; } = new();

    /// <summary>The passphrase that is to hold.</summary>
    [Parameter(Mandatory = true, Position = 2)]
    [ValidateNotNull]
    public SecureString NewPassphrase { get; set; } = new();

    /// <inheritdoc />
    protected override void Process()
    {
        var (encryption, region) = (Connection.Encryption, OneRegion);
        if (!ShouldProcess($"Agent {AgentId}", "Change the passphrase"))
            return;
        var task = Await(call => encryption.ChangeAsync(region, AgentId, CurrentPassphrase, NewPassphrase, call));
        WriteVerbose($"The service changes the passphrase of agent {AgentId} in task {task}.");
    }
}
