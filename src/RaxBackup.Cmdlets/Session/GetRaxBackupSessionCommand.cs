using System.Management.Automation;

namespace RaxBackup.Cmdlets;

/// <summary>Writes the session that this runspace uses by default; nothing where there is none.</summary>
[Cmdlet(VerbsCommon.Get, "RaxBackupSession")]
[OutputType(typeof(Session))]
public sealed class GetRaxBackupSessionCommand : RaxBackupCmdlet
{
    /// <inheritdoc />
    protected override void Process()
    {
        if (SessionStore.Find(null) is { } connection)
            WriteObject(connection.Session);
    }
}
