using System;
using System.IO;
using Microsoft.Win32.SafeHandles;

namespace RaxBackup.Service.Engines.Vault;

/// <summary>
/// The calls by which the engine changes or opens files: the one place where a test can let a disk fill up or the power go.
/// All of them throw IOException or UnauthorizedAccessException.
/// </summary>
internal class Disk
{
    /// <summary>Opens a file that is to be backed up; never waits (a pipe) and minds no advisory lock.</summary>
    public virtual SafeFileHandle OpenSource(string path) =>
        OperatingSystem.IsLinux() ? LinuxFiles.OpenRead(path)
            : File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    public virtual int Read(SafeFileHandle file, Span<byte> data, long offset) => RandomAccess.Read(file, data, offset);

    /// <summary>A new file, the owner's alone; fails where something stands there already.</summary>
    public virtual SafeFileHandle Create(string path) =>
        OperatingSystem.IsLinux() ? LinuxFiles.Create(path) : File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write);

    public virtual void Write(SafeFileHandle file, ReadOnlySpan<byte> data, long offset) => RandomAccess.Write(file, data, offset);

    /// <summary>Waits until the file's bytes are on the disk itself.</summary>
    public virtual void Flush(SafeFileHandle file) => RandomAccess.FlushToDisk(file);

    /// <summary>Waits until the names in a folder are on the disk itself. Windows keeps them in order by itself.</summary>
    public virtual void FlushFolder(string path)
    {
        if (OperatingSystem.IsLinux())
        {
            LinuxFiles.FlushFolder(path);
        }
    }

    /// <summary>Gives a file its real name, replacing what stands there.</summary>
    public virtual void Rename(string from, string to)
    {
        if (OperatingSystem.IsLinux())
        {
            LinuxFiles.Rename(from, to);
            return;
        }
        if (OperatingSystem.IsWindows() && File.Exists(to))
        {
            File.SetAttributes(to, FileAttributes.Normal);
        }
        File.Move(from, to, overwrite: true);
    }

    public virtual void CreateLink(string path, string target) => File.CreateSymbolicLink(path, target);

    /// <summary>A new folder, the owner's alone until its restore is over.</summary>
    public virtual void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public virtual void Delete(string path) => File.Delete(path);

    /// <summary>
    /// Writes a small file, the owner's alone: before the rename the old one is untouched, after it only the new one is there.
    /// </summary>
    public void Replace(string path, ReadOnlySpan<byte> bytes)
    {
        var temporary = path + VaultEngine.TemporaryEnding;
        Discard(temporary);
        try
        {
            using (var file = Create(temporary))
            {
                Write(file, bytes, 0);
                Flush(file);
            }
            Rename(temporary, path);
        }
        catch
        {
            Discard(temporary);
            throw;
        }
        FlushFolder(Path.GetDirectoryName(path)!);
    }

    /// <summary>Deletes what may be left of a failed step; that it cannot is no second failure.</summary>
    public void Discard(string path)
    {
        try
        {
            Delete(path);
        }
        catch (Exception failure) when (DiskException.IsDisk(failure))
        {
        }
    }
}
