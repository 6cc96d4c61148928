using System;
using System.IO;
using System.Text;
using RaxBackup.Client.DesiredState;

namespace RaxBackup.Client.Usage.Export;

/// <summary>A file that appears as a whole: it is written beside its place and takes it at the end.</summary>
internal sealed class NewFile : LineFile
{
    private readonly string beside;
    private readonly bool overwrite;

    public NewFile(string path, string header, bool overwrite) : base(path)
    {
        this.overwrite = overwrite;
        if (Directory.Exists(path))
            throw Failure.About(path, FailureKind.InvalidArgument, nameof(Text.PathIsFolder), path);
        RefuseExisting();
        beside = $"{path}.{System.IO.Path.GetRandomFileName()}.tmp";
        Stream = new FileStream(beside, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 1);
        Write(new StringBuilder(header));
    }

    public override void Open() => Stream = new FileStream(beside, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 1);

    public override void Commit() => throw new InvalidOperationException();

    public override void Complete()
    {
        Close();
        RefuseExisting();
        WholeFile.Replace(beside, Path, overwrite);
    }

    protected override void TakeBack()
    {
        Stream?.Dispose();
        File.Delete(beside);
    }

    private void RefuseExisting()
    {
        if (!overwrite && File.Exists(Path))
            throw Failure.About(Path, FailureKind.Conflict, nameof(Text.UsageFileExists), Path);
    }
}
