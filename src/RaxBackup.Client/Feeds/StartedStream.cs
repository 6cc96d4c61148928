using System;
using System.IO;
using System.Text;

namespace RaxBackup.Client.Feeds;

/// <summary>A stream whose first bytes have been looked at, and are read all the same.</summary>
internal sealed class StartedStream : Stream
{
    private readonly Stream inner;
    private readonly byte[] start = new byte[512];
    private readonly int length;
    private int taken;

    public StartedStream(Stream inner)
    {
        this.inner = inner;
        int read;
        while ((length < 16 || First == null) && length < start.Length && (read = inner.Read(start, length, start.Length - length)) > 0) length += read;
    }

    /// <summary>The first thing that is written is {, or [, in whatever encoding.</summary>
    public bool IsJson => First is (byte)'{' or (byte)'[';

    /// <summary>Neither JSON nor XML, which begins with &lt;.</summary>
    public bool IsOther => First is not (null or (byte)'<') && !IsJson;

    /// <summary>Lines as Export-RaxUsage writes them: an event begins with its id, or its service where it has none.</summary>
    public bool IsJsonLines => StartsWith("{\"EventId\":") || StartsWith("{\"Service\":");

    /// <summary>Packed with gzip.</summary>
    public bool IsGzip => length > 2 && start[0] == 0x1F && start[1] == 0x8B;

    public bool IsEmpty => length == 0;

    /// <summary>The first byte that is neither white space nor a byte order mark.</summary>
    private byte? First
    {
        get
        {
            for (var i = 0; i < length; i++)
            {
                if (start[i] is not (0 or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or 0xEF or 0xBB or 0xBF or 0xFE or 0xFF)) return start[i];
            }
            return null;
        }
    }

    private bool StartsWith(string text) => length >= text.Length && Encoding.ASCII.GetString(start, 0, text.Length) == text;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (taken == length) return inner.Read(buffer, offset, count);
        var some = Math.Min(count, length - taken);
        Buffer.BlockCopy(start, taken, buffer, offset, some);
        taken += some;
        return some;
    }

    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
