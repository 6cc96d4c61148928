using System;
using System.IO;

namespace RaxBackup.Client.Http;

/// <summary>Reads from another stream, and fails once more than so many bytes have come since the last start.</summary>
internal sealed class BoundedStream(Stream inner, long limit, Func<Exception> tooLong) : Stream
{
    private long read;

    /// <summary>The stream below has ended.</summary>
    public bool Ended { get; private set; }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Counts from here.</summary>
    public void Restart() => read = 0;

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (read > limit) throw tooLong();
        var some = inner.Read(buffer, offset, count);
        read += some;
        Ended |= some == 0 && count > 0;
        return some;
    }

    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
