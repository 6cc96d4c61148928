using System;
using System.IO;
using System.Security.Cryptography;

namespace RaxBackup.Service.Engines.Vault;

/// <summary>
/// A data key as it lies outside the vault, in a file that its owner alone may read: "RAXKEY01", the key, SHA-256 of both. Not
/// encrypted: whoever is to back up with nobody there to give a passphrase must have the key.
/// </summary>
internal static class KeyCopy
{
    private const int KeyAt = 8;
    private const int HashAt = KeyAt + DataKey.Size;
    private const int FileSize = HashAt + SHA256.HashSizeInBytes;

    private static ReadOnlySpan<byte> Magic => "RAXKEY01"u8;

    public static void Write(Disk disk, string path, DataKey key)
    {
        var bytes = Room();
        try
        {
            Magic.CopyTo(bytes);
            key.Bytes.CopyTo(bytes.AsSpan(KeyAt));
            SHA256.HashData(bytes.AsSpan(0, HashAt), bytes.AsSpan(HashAt));
            disk.Replace(path, bytes);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    /// <summary>InvalidDataException where it is damaged; IOException where it is not there.</summary>
    public static DataKey Read(string path)
    {
        var bytes = Room();
        try
        {
            using var file = File.OpenHandle(path);
            var read = RandomAccess.Read(file, bytes, 0);
            if (RandomAccess.GetLength(file) != FileSize || read != FileSize || !bytes.AsSpan().StartsWith(Magic)
                || !SHA256.HashData(bytes.AsSpan(0, HashAt)).AsSpan().SequenceEqual(bytes.AsSpan(HashAt)))
            {
                throw new InvalidDataException("it is damaged");
            }
            return DataKey.TakeFrom(bytes.AsSpan(KeyAt, DataKey.Size));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    private static byte[] Room() => GC.AllocateArray<byte>(FileSize, pinned: true);
}
