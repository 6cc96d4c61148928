using System;
using System.Collections.Concurrent;
using System.IO;
using Microsoft.Win32.SafeHandles;
using RaxBackup.Service.Engines.Vault;

namespace RaxBackup.Service.Tests.Engines;

/// <summary>A disk on which a test decides what goes wrong.</summary>
internal sealed class FaultyDisk : Disk
{
    /// <summary>Called before each step that changes the disk, with its name and path; what it throws is the step's failure.</summary>
    public Action<string, string>? BeforeStep { get; set; }

    /// <summary>Called before a source file is opened.</summary>
    public Action<string>? BeforeOpen { get; set; }

    /// <summary>Called before a source file is read at an offset.</summary>
    public Action<long>? BeforeRead { get; set; }

    /// <summary>Whether a new file is /dev/full, where the system itself says that there is no room.</summary>
    public Func<string, bool> IsFull { get; set; } = _ => false;

    public ConcurrentQueue<string> Opened { get; } = new();

    public static void FailIf(bool now, Exception failure)
    {
        if (now)
        {
            throw failure;
        }
    }

    public override SafeFileHandle OpenSource(string path)
    {
        Opened.Enqueue(path);
        BeforeOpen?.Invoke(path);
        return base.OpenSource(path);
    }

    public override int Read(SafeFileHandle file, Span<byte> data, long offset)
    {
        BeforeRead?.Invoke(offset);
        return base.Read(file, data, offset);
    }

    public override SafeFileHandle Create(string path)
    {
        BeforeStep?.Invoke("create", path);
        var made = base.Create(path);
        if (!IsFull(path))
        {
            return made;
        }
        made.Dispose();
        return File.OpenHandle("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
    }

    public override void Write(SafeFileHandle file, ReadOnlySpan<byte> data, long offset)
    {
        BeforeStep?.Invoke("write", "");
        base.Write(file, data, offset);
    }

    public override void Flush(SafeFileHandle file)
    {
        BeforeStep?.Invoke("flush", "");
        base.Flush(file);
    }

    public override void FlushFolder(string path)
    {
        BeforeStep?.Invoke("flush folder", path);
        base.FlushFolder(path);
    }

    public override void Rename(string from, string to)
    {
        BeforeStep?.Invoke("rename", to);
        base.Rename(from, to);
    }

    public override void Delete(string path)
    {
        BeforeStep?.Invoke("delete", path);
        base.Delete(path);
    }

    public override void CreateLink(string path, string target)
    {
        BeforeStep?.Invoke("link", path);
        base.CreateLink(path, target);
    }

    public override void CreateFolder(string path)
    {
        BeforeStep?.Invoke("folder", path);
        base.CreateFolder(path);
    }
}
