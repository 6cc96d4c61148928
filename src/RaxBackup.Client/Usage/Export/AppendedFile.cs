using System.IO;
using System.Text;

namespace RaxBackup.Client.Usage.Export;

/// <summary>
/// A file that is added to in its place: what it had is never rewritten. What a killed run left of a line is cut off first; what this run adds is
/// taken back where it fails.
/// </summary>
internal sealed class AppendedFile : LineFile
{
    private readonly ILines lines;
    private readonly bool isNew;
    private HeldEvents? held;
    private long committed, left;

    public AppendedFile(string path, ILines lines) : base(path)
    {
        this.lines = lines;
        if (Directory.Exists(path))
            throw Failure.About(path, FailureKind.InvalidArgument, nameof(Text.PathIsFolder), path);
        isNew = !File.Exists(path);
        left = -1;
        try
        {
            Open();
        }
        catch
        {
            Stream?.Dispose();
            throw;
        }
    }

    public override int Held => held?.Count ?? 0;

    public override bool Holds(UsageEvent usage) => held is not null && !held.Add(usage.EventId, usage.Service);

    public override void Open()
    {
        Stream = new FileStream(Path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 1);
        var isAsLeft = Stream.Length == left;
        if (!isAsLeft)
            FileTail.Mend(Stream, lines, Path);
        if (lines.DropsHeld)
        {
            held = new();
            Stream.Position = 0;
            held.AddAll(Stream);
        }
        Stream.Seek(0, SeekOrigin.End);
        if (!isAsLeft)
            committed = Stream.Length;
        if (Stream.Length == 0)
            Write(new StringBuilder(lines.Header));
    }

    public override void Close()
    {
        base.Close();
        left = new FileInfo(Path).Length;
        held = null;
    }

    public override void Commit()
    {
        Sync();
        committed = Stream?.Length ?? left;
    }

    public override void Complete()
    {
        Commit();
        Stream?.Dispose();
        Stream = null;
        left = committed;
    }

    protected override void TakeBack()
    {
        if (Stream is null && (left == committed || !File.Exists(Path) || new FileInfo(Path).Length != left))
            return;
        Stream ??= new FileStream(Path, FileMode.Open, FileAccess.Write, FileShare.Read, bufferSize: 1);
        Stream.SetLength(committed);
        Stream.Dispose();
        if (isNew && committed == 0)
            File.Delete(Path);
    }
}
