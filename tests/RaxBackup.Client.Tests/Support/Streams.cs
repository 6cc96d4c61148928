using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace RaxBackup.Client.Tests.Support;

/// <summary>Gives some bytes, and then breaks.</summary>
internal sealed class BreakingStream : Source
{
    private bool begun;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (begun) throw new IOException("The connection was reset.");
        begun = true;
        buffer.Span[0] = (byte)'{';
        return new(1);
    }
}

/// <summary>Gives nothing, and does not end.</summary>
internal sealed class HangingStream(Action asked) : Source
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var never = Task.Delay(Timeout.Infinite, cancellationToken);
        asked();
        await never;
        return 0;
    }
}

/// <summary>Gives a beginning and then the same again and again for ever, letters by default, and counts the bytes.</summary>
internal sealed class EndlessStream(byte[]? first = null, byte[]? again = null) : Source
{
    private readonly byte[] start = first ?? [], round = again ?? [(byte)'x'];

    public long Given { get; private set; }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        for (var i = 0; i < buffer.Length; i++, Given++)
            buffer.Span[i] = Given < start.Length ? start[Given] : round[(Given - start.Length) % round.Length];
        return new(buffer.Length);
    }
}

internal abstract class Source : Stream
{
    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
    public override void Flush() { }
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
