using System;
using System.IO;
using Microsoft.Win32.SafeHandles;

namespace RaxBackup.Service.Engines.Vault;

internal enum FileKind : byte
{
    /// <summary>Socket, pipe, device: named in a listing, never stored.</summary>
    Other,
    File,
    Folder,
    Link,
}

/// <summary>What the file system says of a path. Times, owner and inode are zero where the platform has no cheap way to tell.</summary>
internal readonly record struct FileFacts(
    FileKind Kind, long Size, uint Mode, uint Uid, uint Gid, Moment Modified, Moment Changed, ulong Device, ulong Inode)
{
    /// <summary>Null where nothing is there; throws DiskException where the file system will not tell.</summary>
    public static FileFacts? OrNull(string path, bool follow = false) =>
        OperatingSystem.IsLinux() ? LinuxFiles.Stat(path, follow) : Portable(path, follow);

    public static FileFacts Of(string path, bool follow = false) => OrNull(path, follow) ?? throw DiskException.NotFound(path);

    /// <summary>Of an open file.</summary>
    public static FileFacts Of(SafeFileHandle handle, string path) =>
        OperatingSystem.IsLinux() ? LinuxFiles.Stat(handle, path) : Of(path) with { Size = RandomAccess.GetLength(handle) };

    /// <summary>Whether a file with these facts holds what it held when it had the others.</summary>
    public bool SameContent(FileFacts earlier) =>
        Size == earlier.Size && Modified == earlier.Modified && Changed == earlier.Changed && Kind == earlier.Kind;

    /// <summary>Whether both are the very same thing on disk.</summary>
    public bool SameFile(FileFacts other) => Inode == other.Inode && Device == other.Device;

    private static FileFacts? Portable(string path, bool follow)
    {
        FileSystemInfo info = new FileInfo(path);
        if ((int)info.Attributes == -1)
        {
            return null;
        }
        if (follow && info.LinkTarget is not null && info.ResolveLinkTarget(returnFinalTarget: true) is { } final)
        {
            return final.Exists ? Portable(final.FullName, follow: false) : null;
        }
        var folder = info.Attributes.HasFlag(FileAttributes.Directory);
        var kind = info.LinkTarget is not null ? FileKind.Link
            : folder ? FileKind.Folder
            : info.Attributes.HasFlag(FileAttributes.Device) ? FileKind.Other : FileKind.File;
        var mode = !OperatingSystem.IsWindows() ? (uint)info.UnixFileMode : info.Attributes.HasFlag(FileAttributes.ReadOnly) ? 0x124u : 0x1B6u;
        var size = kind == FileKind.File ? ((FileInfo)info).Length : 0;
        return new(kind, size, mode, 0, 0, Moment.From(info.LastWriteTimeUtc), default, 0, 0);
    }
}
