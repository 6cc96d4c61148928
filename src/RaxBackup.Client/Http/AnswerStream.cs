using System;
using System.IO;
using System.Threading;

namespace RaxBackup.Client.Http;

/// <summary>
/// A body as those read it who know no tasks, on a thread of the pool. Each read still watches for the stop, which a plain read from the
/// network would not.
/// </summary>
internal sealed class AnswerStream(Stream inner, CancellationToken stop) : Stream
{
    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
#pragma warning disable CA1835 // the Memory overload is not on .NET Framework
        return inner.ReadAsync(buffer, offset, count, stop).GetAwaiter().GetResult();
#pragma warning restore CA1835
    }

    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
