using System;
using System.Buffers.Binary;
using System.IO;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace RaxBackup.Service.Engines.Vault;

/// <summary>
/// A stream cut into packed frames: bytes plain, bytes stored, SHA-256 over the frame before's SHA-256 and the stored bytes, the stored
/// bytes. So each frame is verified before a byte of it is used, and none can be missing, doubled or out of order. A frame of no
/// bytes ends it. An encrypted frame is bytes stored and the stored bytes, which tell whose they are and which in the row.
/// </summary>
internal sealed class FrameWriter(SafeFileHandle file, Disk disk, ManifestSeal? seal) : Stream
{
    public const int FrameSize = 128 << 10;
    public const int HeadSize = 8 + BlockId.Size;
    public const int SealedHeadSize = 4;

    private readonly BlockCodec _codec = new();
    private readonly byte[] _frame = new byte[FrameSize];
    private readonly byte[] _chain = new byte[BlockId.Size];
    private readonly byte[] _out = new byte[SealedHeadSize + ManifestSeal.MostBytes];
    private int _filled;
    private long _number;

    /// <summary>Bytes written to the file.</summary>
    public long Written { get; private set; }

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public static void Chain(Span<byte> chain, ReadOnlySpan<byte> stored)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(chain);
        hash.AppendData(stored);
        hash.GetHashAndReset(chain);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            var part = Math.Min(buffer.Length, FrameSize - _filled);
            buffer[..part].CopyTo(_frame.AsSpan(_filled));
            buffer = buffer[part..];
            _filled += part;
            if (_filled == FrameSize)
            {
                WriteFrame();
            }
        }
    }

    /// <summary>Writes what is left and the end.</summary>
    public void End()
    {
        if (_filled > 0)
        {
            WriteFrame();
        }
        WriteFrame();
    }

    /// <summary>Writes bytes as they are, before the first frame or after the last.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        disk.Write(file, bytes, Written);
        Written += bytes.Length;
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _codec.Dispose();
        base.Dispose(disposing);
    }

    private void WriteFrame()
    {
        Append(seal is null ? PlainFrame() : SealedFrame(seal));
        _filled = 0;
    }

    private ReadOnlySpan<byte> PlainFrame()
    {
        var stored = _codec.Pack(_frame.AsSpan(0, _filled));
        var bytes = _out.AsSpan(0, HeadSize + stored.Length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes, _filled);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[4..], stored.Length);
        Chain(_chain, stored);
        _chain.CopyTo(bytes[8..]);
        stored.CopyTo(bytes[HeadSize..]);
        return bytes;
    }

    private ReadOnlySpan<byte> SealedFrame(ManifestSeal seal)
    {
        var stored = seal.Seal(_frame.AsSpan(0, _filled), _number++);
        var bytes = _out.AsSpan(0, SealedHeadSize + stored.Length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes, stored.Length);
        stored.CopyTo(bytes[SealedHeadSize..]);
        return bytes;
    }
}
