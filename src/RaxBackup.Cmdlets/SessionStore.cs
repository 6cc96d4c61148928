using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using RaxBackup.Client;

namespace RaxBackup.Cmdlets;

/// <summary>
/// Which connection lies behind a session, and which session a runspace uses by default. Both are held weakly: a session that
/// nobody can name any more is gone, and so is the default of a closed runspace.
/// </summary>
internal static class SessionStore
{
    private static readonly ConditionalWeakTable<Session, Connection> Connections = new();
    private static readonly ConditionalWeakTable<Runspace, Session> Defaults = new();

    /// <summary>The default session of this runspace; null where there is none.</summary>
    public static Session? Default =>
        Runspace.DefaultRunspace is { } runspace && Defaults.TryGetValue(runspace, out var session) ? session : null;

    /// <summary>The connection of a session, of the default one where none is given; null where it is closed or foreign.</summary>
    public static Connection? Find(Session? session) =>
        (session ?? Default) is { } known && Connections.TryGetValue(known, out var connection) ? connection : null;

    /// <summary>Keeps a connection and makes its session this runspace's default.</summary>
    public static Session Add(Connection connection)
    {
        var session = connection.Session;
        Connections.Add(session, connection);
        Defaults.Remove(Runspace.DefaultRunspace);
        Defaults.Add(Runspace.DefaultRunspace, session);
        return session;
    }

    /// <summary>Forgets a session and closes its connection.</summary>
    public static void Remove(Session session)
    {
        if (ReferenceEquals(session, Default))
            Defaults.Remove(Runspace.DefaultRunspace);
        if (!Connections.TryGetValue(session, out var connection))
            return;
        Connections.Remove(session);
        connection.Dispose();
    }
}
