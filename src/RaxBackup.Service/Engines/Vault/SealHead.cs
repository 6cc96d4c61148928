using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace RaxBackup.Service.Engines.Vault;

/// <summary>
/// What an encrypted manifest begins with, in the open: "RAXSEAL1", the key's id, 16 random bytes, the agent (64 bytes), SHA-256 of all
/// that. A plain manifest cannot begin so: its first frame would be too long.
/// </summary>
internal sealed class SealHead
{
    public const int Size = AgentAt + LongestAgent + SHA256.HashSizeInBytes;
    public const int LongestAgent = 64;
    private const int IdAt = 8;
    private const int NumberAt = IdAt + 16;
    private const int AgentAt = NumberAt + 16;

    private readonly byte[] _bytes = new byte[Size];

    private SealHead()
    {
    }

    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Which data key it was encrypted with.</summary>
    public Guid KeyId => new(_bytes.AsSpan(IdAt, 16), bigEndian: true);

    /// <summary>Whose key that is.</summary>
    public string Agent => Encoding.ASCII.GetString(_bytes.AsSpan(AgentAt, LongestAgent)).TrimEnd('\0');

    private static ReadOnlySpan<byte> Magic => "RAXSEAL1"u8;

    private Span<byte> Hashed => _bytes.AsSpan(..^SHA256.HashSizeInBytes);

    private Span<byte> Hash => _bytes.AsSpan(^SHA256.HashSizeInBytes..);

    public static SealHead Create(string agent, DataKey key)
    {
        var head = new SealHead();
        var bytes = head._bytes.AsSpan();
        Magic.CopyTo(bytes);
        key.Id.TryWriteBytes(bytes[IdAt..], bigEndian: true, out _);
        RandomNumberGenerator.Fill(bytes[NumberAt..AgentAt]);
        Encoding.ASCII.GetBytes(agent, bytes[AgentAt..]);
        SHA256.HashData(head.Hashed, head.Hash);
        return head;
    }

    /// <summary>Null where the manifest is not encrypted; InvalidDataException where its beginning is damaged.</summary>
    public static SealHead? Read(SafeFileHandle file)
    {
        var head = new SealHead();
        var read = RandomAccess.Read(file, head._bytes, 0);
        if (!head.Bytes.StartsWith(Magic))
        {
            return null;
        }
        return read == Size && SHA256.HashData(head.Hashed).AsSpan().SequenceEqual(head.Hash)
            ? head
            : throw new InvalidDataException("its beginning is damaged");
    }
}
