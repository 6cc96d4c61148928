using System.Management.Automation;

namespace RaxBackup.Cmdlets;

/// <summary>Forgets a session.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "RaxBackup", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(void))]
public sealed class DisconnectRaxBackupCommand : RaxBackupCmdlet
{
    /// <summary>The session to forget; this runspace's default where none is given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public Session? Session { get; set; }

    /// <summary>Also revokes the token, which the service shares between all sessions of the user.</summary>
    [Parameter]
    public SwitchParameter Revoke { get; set; }

    /// <inheritdoc />
    protected override void Process()
    {
        var session = Session ?? SessionStore.Default;
        if (session is null || SessionStore.Find(session) is not { } connection)
        {
            WriteVerbose("There is no open session to forget.");
            return;
        }
        if (!ShouldProcess(session.ToString(), Revoke ? "Revoke the token and forget the session" : "Forget the session"))
            return;
        try
        {
            if (Revoke)
                Await(connection.RevokeAsync);
        }
        finally
        {
            SessionStore.Remove(session);
        }
    }
}
