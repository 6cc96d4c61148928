using System.Management.Automation;

namespace RaxBackup.Cmdlets;

/// <summary>Writes the local services that this process has started and that run.</summary>
[Cmdlet(VerbsCommon.Get, "RaxLocalService")]
[OutputType(typeof(LocalService))]
public sealed class GetRaxLocalServiceCommand : RaxBackupCmdlet
{
    /// <inheritdoc />
    protected override void Process() => WriteObject(RunningServices.Running(), enumerateCollection: true);
}
