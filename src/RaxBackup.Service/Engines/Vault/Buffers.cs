using System;

namespace RaxBackup.Service.Engines.Vault;

/// <summary>Buffers that are kept from block to block.</summary>
internal static class Buffers
{
    /// <summary>So many bytes of the buffer, which grows where it must; what was in it is lost.</summary>
    public static Span<byte> Room(ref byte[] buffer, int length)
    {
        if (buffer.Length < length)
        {
            buffer = GC.AllocateUninitializedArray<byte>(Math.Max(length, Math.Min(Chunker.Most, length * 2)));
        }
        return buffer.AsSpan(0, length);
    }
}
