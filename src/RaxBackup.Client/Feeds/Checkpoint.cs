using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using RaxBackup.Client.DesiredState;

namespace RaxBackup.Client.Feeds;

/// <summary>
/// How far the feeds of one tenant have been taken, in a file that this process alone may use meanwhile. The file is replaced as a
/// whole; a damaged or foreign one is left alone.
/// </summary>
internal sealed class Checkpoint : IDisposable
{
    private readonly string path;
    private readonly string service;
    private readonly string? tenant;
    private readonly List<FeedPosition> positions;
    private readonly FileStream owned;

    private Checkpoint(string path, string service, string? tenant, FileStream owned)
    {
        (this.path, this.service, this.tenant, this.owned) = (path, service, tenant, owned);
        positions = File.Exists(path) ? [.. CheckpointJson.Read(path, service, tenant)] : [];
    }

    /// <summary>Reads the file, or begins a new one, and tries that it can be written.</summary>
    public static Checkpoint Open(string path, Session session)
    {
        var owned = Own(path);
        try
        {
            var checkpoint = new Checkpoint(path, ServiceOf(session), session.TenantId, owned);
            checkpoint.Save();
            return checkpoint;
        }
        catch
        {
            owned.Dispose();
            throw;
        }
    }

    /// <summary>The position of a feed; a new one where the file has none.</summary>
    public FeedPosition Position(FeedPosition start)
    {
        var known = positions.Find(one => one.Service == start.Service && one.Region.Equals(start.Region, StringComparison.OrdinalIgnoreCase));
        if (known is null) positions.Add(start);
        return known ?? start;
    }

    public void Save() => WholeFile.Write(
        path, Encoding.UTF8.GetBytes(CheckpointJson.Write(service, tenant, positions.Where(one => one.Marker is not null || one.ReadTo is not null))), overwrite: true);

    public void Dispose() => owned.Dispose();

    /// <summary>The file beside it stays: taking it away could take it from one who has just begun to wait for it.</summary>
    private static FileStream Own(string path)
    {
        var beside = path + ".lock";
        try
        {
            return new FileStream(beside, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw File.Exists(beside) && cause is IOException
                ? Failed(FailureKind.Conflict, nameof(Text.CheckpointInUse), path, path)
                : Failed(FailureKind.InvalidRequest, nameof(Text.FileNotWritable), path, path, cause.Message);
        }
    }

    /// <summary>The Identity service: a loopback address by its host, since the local service has another port at every start.</summary>
    private static string ServiceOf(Session session) => session.IdentityUri is not { } uri ? "" : uri.IsLoopback ? uri.Host : uri.Authority;

    private static RaxBackupException Failed(FailureKind kind, string errorId, string path, params object?[] arguments) =>
        Failure.About(path, kind, errorId, arguments);
}
