using System;
using ZstdSharp;

namespace RaxBackup.Service.Engines.Vault;

/// <summary>Packs and unpacks blocks (zstd, level 1). Not safe for several threads: each worker has its own.</summary>
internal sealed class BlockCodec : IDisposable
{
    private const int ProbePart = 4 << 10;
    private const int ProbeFrom = 64 << 10;

    private readonly Compressor _compressor = new(1);
    private readonly Decompressor _decompressor = new();
    private readonly byte[] _probe = new byte[3 * ProbePart];
    private byte[] _packed = [];

    /// <summary>The packed bytes, or the plain ones where packing saves nothing. Good until the next call.</summary>
    public ReadOnlySpan<byte> Pack(ReadOnlySpan<byte> plain)
    {
        if (plain.Length >= ProbeFrom && !LooksCompressible(plain))
        {
            return plain;
        }
        var bound = Compressor.GetCompressBound(plain.Length);
        if (_packed.Length < bound)
        {
            _packed = GC.AllocateUninitializedArray<byte>(bound);
        }
        var length = _compressor.Wrap(plain, _packed);
        return length < plain.Length ? _packed.AsSpan(0, length) : plain;
    }

    /// <summary>False where the bytes are no packed block of exactly that length.</summary>
    public bool TryUnpack(ReadOnlySpan<byte> stored, Span<byte> plain)
    {
        if (stored.Length == plain.Length)
        {
            stored.CopyTo(plain);
            return true;
        }
        try
        {
            return _decompressor.TryUnwrap(stored, plain, out var length) && length == plain.Length;
        }
        catch (ZstdException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        _compressor.Dispose();
        _decompressor.Dispose();
    }

    // Three samples spread over the block: pictures, archives and encrypted data cost a hundredth of a full try.
    private bool LooksCompressible(ReadOnlySpan<byte> plain)
    {
        var step = (plain.Length - ProbePart) / 2;
        for (var i = 0; i < 3; i++)
        {
            plain.Slice(i * step, ProbePart).CopyTo(_probe.AsSpan(i * ProbePart));
        }
        if (_packed.Length < Compressor.GetCompressBound(_probe.Length))
        {
            _packed = GC.AllocateUninitializedArray<byte>(Compressor.GetCompressBound(_probe.Length));
        }
        return _compressor.Wrap(_probe, _packed) < _probe.Length * 15 / 16;
    }
}
