using System.Management.Automation;

namespace RaxBackup.Cmdlets;

/// <summary>Writes the faults of a local service with their counts.</summary>
[Cmdlet(VerbsCommon.Get, "RaxLocalFault")]
[OutputType(typeof(LocalFault))]
public sealed class GetRaxLocalFaultCommand : LocalServiceCmdlet
{
    /// <inheritdoc />
    protected override void Process() => WriteObject(Ask((api, call) => api.ListFaultsAsync(call)), enumerateCollection: true);
}
