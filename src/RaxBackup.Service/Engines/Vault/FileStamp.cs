using System;
using System.IO;

namespace RaxBackup.Service.Engines.Vault;

/// <summary>Gives a restored thing its owner (where the service is root), mode and time, in the order that keeps each.</summary>
internal static class FileStamp
{
    private const uint SetIdBits = 0b110_000_000_000;

    public static void Apply(string path, FileFacts facts)
    {
        if (OperatingSystem.IsLinux())
        {
            var root = LinuxFiles.User == 0;
            if (root)
            {
                LinuxFiles.SetOwner(path, facts.Uid, facts.Gid);
            }
            if (facts.Kind != FileKind.Link)
            {
                // A program that ran as its owner must not run as whoever restores it.
                File.SetUnixFileMode(path, (UnixFileMode)(root ? facts.Mode : facts.Mode & ~SetIdBits));
            }
            LinuxFiles.SetModified(path, facts.Modified);
            return;
        }
        File.SetLastWriteTimeUtc(path, facts.Modified.ToDateTime());
        if (!OperatingSystem.IsWindows() && facts.Kind != FileKind.Link)
        {
            File.SetUnixFileMode(path, (UnixFileMode)(facts.Mode & ~SetIdBits));
        }
        if (OperatingSystem.IsWindows() && facts is { Kind: FileKind.File } && (facts.Mode & 0b010_010_010) == 0)
        {
            File.SetAttributes(path, FileAttributes.ReadOnly);
        }
    }
}
