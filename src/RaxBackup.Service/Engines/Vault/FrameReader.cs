using System;
using System.Buffers.Binary;
using System.IO;
using Microsoft.Win32.SafeHandles;

namespace RaxBackup.Service.Engines.Vault;

/// <summary>Reads what <see cref="FrameWriter"/> wrote; InvalidDataException as soon as a frame is not what it was.</summary>
internal sealed class FrameReader(SafeFileHandle file, ManifestSeal? seal) : Stream
{
    private readonly BlockCodec _codec = new();
    private readonly byte[] _frame = new byte[FrameWriter.FrameSize];
    private readonly byte[] _stored = new byte[ManifestSeal.MostBytes];
    private readonly byte[] _chain = new byte[BlockId.Size];
    private long _at = seal is null ? 0 : SealHead.Size;
    private long _number;
    private int _used;
    private int _filled;
    private bool _ended;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (_used == _filled && !_ended)
        {
            ReadFrame();
        }
        var part = Math.Min(buffer.Length, _filled - _used);
        _frame.AsSpan(_used, part).CopyTo(buffer);
        _used += part;
        return part;
    }

    public override int ReadByte()
    {
        if (_used == _filled && !_ended)
        {
            ReadFrame();
        }
        return _used < _filled ? _frame[_used++] : -1;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _codec.Dispose();
        seal?.Dispose();
        file.Dispose();
        base.Dispose(disposing);
    }

    private void ReadFrame()
    {
        var length = seal is null ? ReadPlain() : ReadSealed(seal);
        (_used, _filled, _ended) = (0, length, length == 0);
    }

    private int ReadPlain()
    {
        Span<byte> head = stackalloc byte[FrameWriter.HeadSize];
        Fill(head);
        var plain = BinaryPrimitives.ReadInt32LittleEndian(head);
        var length = BinaryPrimitives.ReadInt32LittleEndian(head[4..]);
        if (plain is < 0 or > FrameWriter.FrameSize || length < 0 || length > plain)
        {
            throw Damaged();
        }
        var stored = _stored.AsSpan(0, length);
        Fill(stored);
        FrameWriter.Chain(_chain, stored);
        return head[8..].SequenceEqual(_chain) && _codec.TryUnpack(stored, _frame.AsSpan(0, plain)) ? plain : throw Damaged();
    }

    private int ReadSealed(ManifestSeal seal)
    {
        Span<byte> head = stackalloc byte[FrameWriter.SealedHeadSize];
        Fill(head);
        var length = BinaryPrimitives.ReadInt32LittleEndian(head);
        if (length is < 0 or > ManifestSeal.MostBytes)
        {
            throw Damaged();
        }
        var stored = _stored.AsSpan(0, length);
        Fill(stored);
        if (!seal.TryOpen(stored, _number++, out var plain) || plain.Length > _frame.Length)
        {
            throw Damaged();
        }
        plain.CopyTo(_frame);
        return plain.Length;
    }

    private InvalidDataException Damaged() => new($"the frame before byte {_at} is damaged");

    private void Fill(Span<byte> bytes)
    {
        if (RandomAccess.Read(file, bytes, _at) != bytes.Length)
        {
            throw new InvalidDataException($"it is cut off after byte {_at}");
        }
        _at += bytes.Length;
    }
}
