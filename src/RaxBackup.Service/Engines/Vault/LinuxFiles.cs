using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace RaxBackup.Service.Engines.Vault;

/// <summary>
/// The calls that .NET has no way to make: one statx for all facts of a path, opening without waiting on a pipe and without advisory
/// locks, creating with a mode, exact times, owners. The layouts and flags used are the same on all 64-bit Linux platforms of .NET.
/// </summary>
internal static partial class LinuxFiles
{
    private const int CurrentFolder = -100;
    private const int NoFollow = 0x100;
    private const int EmptyPath = 0x1000;
    private const uint BasicStats = 0x7ff;
    private const int OpenNonBlockCloseOnExec = 0x800 | 0x80000;
    private const int OpenCreateNewWrite = 0x1 | 0x40 | 0x80 | 0x80000;
    private const long OmitTime = 0x3ffffffe;

    public static FileFacts? Stat(string path, bool follow)
    {
        if (statx(CurrentFolder, path, follow ? 0 : NoFollow, BasicStats, out var stat) == 0)
        {
            return stat.Facts;
        }
        // ENOTDIR: a file stands where the path wants a folder, so nothing is there.
        var failure = DiskException.Last(path);
        return failure.HResult is DiskException.ENOENT or DiskException.ENOTDIR ? null : throw failure;
    }

    public static FileFacts Stat(SafeFileHandle handle, string path) =>
        statx(handle, "", EmptyPath, BasicStats, out var stat) == 0 ? stat.Facts : throw DiskException.Last(path);

    public static SafeFileHandle OpenRead(string path) => Handle(open(path, OpenNonBlockCloseOnExec, 0), path);

    /// <summary>A new file that only the owner can read; fails where anything stands at that name already, a link too.</summary>
    public static SafeFileHandle Create(string path) => Handle(open(path, OpenCreateNewWrite, 0b110_000_000), path);

    public static void FlushFolder(string path)
    {
        using var handle = OpenRead(path);
        // Some network file systems keep names in order by themselves and know no such call.
        if (fsync(handle) != 0 && DiskException.Last(path) is { HResult: not (DiskException.EINVAL or DiskException.EOPNOTSUPP) } failure)
        {
            throw failure;
        }
    }

    public static void Rename(string from, string to) => Check(rename(from, to), to);

    public static void SetOwner(string path, uint uid, uint gid) => Check(lchown(path, uid, gid), path);

    /// <summary>Sets the time of last change of the thing itself, never of what a link points to.</summary>
    public static void SetModified(string path, Moment modified) =>
        Check(utimensat(CurrentFolder, path, [new(0, OmitTime), new(modified.Seconds, modified.Nanos)], NoFollow), path);

    /// <summary>The path with every link in it resolved.</summary>
    public static string RealPath(string path)
    {
        var resolved = new byte[4097];
        return realpath(path, resolved) != 0
            ? Encoding.UTF8.GetString(resolved, 0, Array.IndexOf(resolved, (byte)0))
            : throw DiskException.Last(path);
    }

    public static uint User => geteuid();

    private static SafeFileHandle Handle(int descriptor, string path) =>
        descriptor >= 0 ? new(descriptor, ownsHandle: true) : throw DiskException.Last(path);

    private static void Check(int result, string path)
    {
        if (result != 0)
        {
            throw DiskException.Last(path);
        }
    }

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int statx(int folder, string path, int flags, uint mask, out StatX stat);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int statx(SafeFileHandle file, string path, int flags, uint mask, out StatX stat);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags, uint mode);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fsync(SafeFileHandle file);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int rename(string from, string to);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int lchown(string path, uint uid, uint gid);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int utimensat(int folder, string path, [In] TimeSpec[] times, int flags);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint realpath(string path, [Out] byte[] resolved);

    [LibraryImport("libc")]
    private static partial uint geteuid();

    private readonly record struct TimeSpec(long Seconds, long Nanos);

    /// <summary>struct statx of the kernel.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct StatX
    {
        [FieldOffset(20)] public uint Uid;
        [FieldOffset(24)] public uint Gid;
        [FieldOffset(28)] public ushort Mode;
        [FieldOffset(32)] public ulong Inode;
        [FieldOffset(40)] public long Size;
        [FieldOffset(96)] public long ChangedSeconds;
        [FieldOffset(104)] public int ChangedNanos;
        [FieldOffset(112)] public long ModifiedSeconds;
        [FieldOffset(120)] public int ModifiedNanos;
        [FieldOffset(136)] public uint DeviceMajor;
        [FieldOffset(140)] public uint DeviceMinor;

        public readonly FileFacts Facts => new(Kind, Kind == FileKind.File ? Size : 0, Mode & 0xFFFu, Uid, Gid,
            new(ModifiedSeconds, ModifiedNanos), new(ChangedSeconds, ChangedNanos), ((ulong)DeviceMajor << 32) | DeviceMinor, Inode);

        private readonly FileKind Kind => (Mode & 0xF000) switch
        {
            0x8000 => FileKind.File,
            0x4000 => FileKind.Folder,
            0xA000 => FileKind.Link,
            _ => FileKind.Other,
        };
    }
}
