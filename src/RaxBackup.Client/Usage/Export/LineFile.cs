using System;
using System.IO;
using System.Text;

namespace RaxBackup.Client.Usage.Export;

/// <summary>A file that lines are written to: whole lines only, in few and large writes.</summary>
internal abstract class LineFile(string path) : IDisposable
{
    private const int BufferSize = 1 << 17;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);
    private byte[] buffer = [];
    private char[] characters = [];
    private int used;

    /// <summary>The file's full path.</summary>
    public string Path { get; } = path;

    /// <summary>Where it is written; null while it is closed.</summary>
    protected FileStream? Stream { get; set; }

    public bool IsOpen => Stream is not null;

    /// <summary>Opens it anew, after <see cref="Close"/>.</summary>
    public abstract void Open();

    /// <summary>Whether an event is in the file already; else it is from here on.</summary>
    public virtual bool Holds(UsageEvent usage) => false;

    /// <summary>How many events it remembers.</summary>
    public virtual int Held => 0;

    /// <summary>Takes what has been written as done with.</summary>
    public abstract void Commit();

    /// <summary>Ends it: the file is what it should be.</summary>
    public abstract void Complete();

    /// <summary>Leaves the file as it was when it was last committed.</summary>
    protected abstract void TakeBack();

    public void Write(StringBuilder lines)
    {
        var length = lines.Length;
        var most = Utf8.GetMaxByteCount(length);
        if (used + most > buffer.Length)
        {
            WriteOut();
            if (most > buffer.Length)
                buffer = new byte[Math.Max(most, BufferSize)];
        }
        if (length > characters.Length)
            characters = new char[Math.Max(length, 4096)];
        lines.CopyTo(0, characters, 0, length);
        used += Utf8.GetBytes(characters, 0, length, buffer, used);
    }

    /// <summary>Closes it for a while, with all that was written on disk.</summary>
    public virtual void Close()
    {
        Sync();
        Stream?.Dispose();
        Stream = null;
        buffer = [];
    }

    public void Dispose()
    {
        try
        {
            TakeBack();
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            // The failure that led here has been told; the next -Append mends what is left.
        }
        finally
        {
            Stream?.Dispose();
            Stream = null;
        }
    }

    protected void Sync()
    {
        if (Stream is null)
            return;
        WriteOut();
        Stream.Flush(flushToDisk: true);
    }

    private void WriteOut()
    {
        var count = used;
        used = 0;
        if (count > 0)
            Stream!.Write(buffer, 0, count);
    }
}
