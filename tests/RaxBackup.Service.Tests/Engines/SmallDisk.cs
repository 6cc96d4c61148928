using System;
using System.Diagnostics;
using System.IO;
using RaxBackup.Service.Engines.Vault;
using Xunit;

namespace RaxBackup.Service.Tests.Engines;

/// <summary>
/// A vault on a disk of 16 MB: a real one (tmpfs) where the test may mount one, otherwise one whose packs the system refuses as full.
/// </summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string? _mounted;
    private readonly FaultyDisk _disk = new();

    public SmallDisk()
    {
        Place = new VaultPlace(_disk);
        if (LinuxFiles.User == 0)
        {
            _mounted = Directory.CreateDirectory(Path.Combine(Place.Folder, "small")).FullName;
            Run("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", _mounted);
            Place.VaultFolder = "small/vault";
        }
        else
        {
            _disk.IsFull = path => path.EndsWith(".pack.tmp", StringComparison.Ordinal);
        }
    }

    public VaultPlace Place { get; }

    public void Grow()
    {
        _disk.IsFull = _ => false;
        if (_mounted is not null)
        {
            Run("mount", "-o", "remount,size=200m", _mounted);
        }
    }

    public void Dispose()
    {
        Place.Reopen();
        if (_mounted is not null)
        {
            Run("umount", _mounted);
        }
        Place.Dispose();
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
