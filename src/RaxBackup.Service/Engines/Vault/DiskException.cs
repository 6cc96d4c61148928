using System;
using System.IO;
using System.Runtime.InteropServices;

namespace RaxBackup.Service.Engines.Vault;

/// <summary>A call of the operating system failed; HResult is its error number.</summary>
internal sealed class DiskException(string path, int code, string message) : IOException(message, code)
{
    public const int ENOENT = 2;
    public const int EIO = 5;
    public const int EAGAIN = 11;
    public const int EACCES = 13;
    public const int ENOTDIR = 20;
    public const int EISDIR = 21;
    public const int EINVAL = 22;
    public const int ENOSPC = 28;
    public const int ENAMETOOLONG = 36;
    public const int ELOOP = 40;
    public const int EILSEQ = 84;
    public const int EOPNOTSUPP = 95;
    public const int EDQUOT = 122;

    public string Path { get; } = path;

    /// <summary>From the error number that the last call left.</summary>
    public static DiskException Last(string path)
    {
        var code = Marshal.GetLastPInvokeError();
        return new(path, code, Marshal.GetPInvokeErrorMessage(code));
    }

    public static DiskException NotFound(string path) => new(path, ENOENT, "No such file or directory");

    /// <summary>What went wrong with a path, as the outcome tells it.</summary>
    public static JobError Error(string path, Exception failure) => failure switch
    {
        DiskException disk => new(path, disk.HResult, disk.Message),
        FileNotFoundException or DirectoryNotFoundException => new(path, ENOENT, "No such file or directory"),
        PathTooLongException => new(path, ENAMETOOLONG, "File name too long"),
        UnauthorizedAccessException { InnerException: IOException inner } => new(path, inner.HResult, inner.Message),
        UnauthorizedAccessException => new(path, EACCES, "Permission denied"),
        _ => new(path, failure.HResult, failure.Message),
    };

    /// <summary>Whether there was no room left (disk or quota).</summary>
    public static bool IsFull(Exception failure) =>
        failure is IOException && failure.HResult is ENOSPC or EDQUOT or unchecked((int)0x80070070) or unchecked((int)0x80070027);

    /// <summary>What file calls throw when the file system says no.</summary>
    public static bool IsDisk(Exception failure) => failure is IOException or UnauthorizedAccessException;
}
