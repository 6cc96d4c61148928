using System;
using System.Collections.Generic;

namespace RaxBackup.Cmdlets;

/// <summary>What commands themselves find wrong; everything else the client finds.</summary>
internal static class Failures
{
    /// <summary>There is no default session, or the one that was given is closed.</summary>
    public static RaxBackupException NoSession(Session? given) => given is null ? NotConnected() : SessionClosed(given);

    private static RaxBackupException SessionClosed(Session session) => new(FailureKind.NotConnected, nameof(Text.SessionClosed), Text.SessionClosed(session))
    {
        RecommendedAction = Text.SessionClosedAdvice,
        Target = session,
    };

    private static RaxBackupException NotConnected() => new(FailureKind.NotConnected, nameof(Text.NotConnected), Text.NotConnected)
    {
        RecommendedAction = Text.NotConnectedAdvice,
    };

    public static RaxBackupException NoLocalService() => new(FailureKind.LocalService, nameof(Text.NoLocalService), Text.NoLocalService)
    {
        RecommendedAction = Text.NoLocalServiceAdvice,
    };

    public static RaxBackupException RegionNotSingle() => Argument(nameof(Text.RegionNotSingle), Text.RegionNotSingle, "*");

    /// <summary>The command would ask, but nobody is there.</summary>
    public static RaxBackupException ConfirmationImpossible(string target, string action, Exception cause) =>
        new(FailureKind.InvalidArgument, nameof(Text.ConfirmationImpossible), Text.ConfirmationImpossible(target, action), cause)
        {
            Target = target,
            RecommendedAction = Text.ConfirmationAdvice,
        };

    /// <summary>An argument that cannot be used; nothing has been sent.</summary>
    public static RaxBackupException Argument(string errorId, string message, object? target) =>
        new(FailureKind.InvalidArgument, errorId, message) { Target = target };

    /// <summary>An object was piped in whose identity is empty; the next may be better.</summary>
    public static RaxBackupException IdMissing(string parameter) =>
        new(FailureKind.InvalidRequest, nameof(Text.IdMissing), Text.IdMissing(parameter)) { Target = parameter };

    public static RaxBackupException PassphraseRequired(long? backupId) =>
        Argument(nameof(Text.PassphraseRequired), Text.PassphraseRequired(backupId), backupId);

    public static RaxBackupException BackupAgentUnknown(long backupId) =>
        new(FailureKind.UnreadableAnswer, nameof(Text.BackupAgentUnknown), Text.BackupAgentUnknown(backupId)) { Target = backupId };

    /// <summary>A Set command without anything to set.</summary>
    public static RaxBackupException NothingToChange(long id, string needed) => Argument(nameof(Text.NothingToChange), Text.NothingToChange(needed), id);

    public static RaxBackupException PathOrLiteralPath() => Argument(nameof(Text.PathOrLiteralPathNeeded), Text.PathOrLiteralPathNeeded, null);

    public static RaxBackupException ExportIncomplete(string file, int count) =>
        new(FailureKind.InvalidRequest, nameof(Text.ExportIncomplete), Text.ExportIncomplete(file, count)) { Target = file };

    public static RaxBackupException RegionsMixed(IEnumerable<string?> regions) =>
        Argument(nameof(Text.RegionsMixed), Text.RegionsMixed(string.Join(", ", regions)), string.Join(", ", regions));

    /// <summary>A service of another process, or a copy of one that has been stopped since.</summary>
    public static RaxBackupException LocalServiceForeign(LocalService service) =>
        new(FailureKind.NotFound, nameof(Text.LocalServiceForeign), Text.LocalServiceForeign(service)) { Target = service };

    /// <summary>There is nothing of this name.</summary>
    public static RaxBackupException NameNotFound(string errorId, string message, string name) =>
        new(FailureKind.NotFound, errorId, message) { Target = name };
}
