using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace RaxBackup.Service.Engines.Vault;

/// <summary>Reads a manifest entry by entry, each verified before it is given out. Damage is an EngineException naming the file.</summary>
internal sealed class ManifestReader : IDisposable
{
    private readonly string _path;
    private readonly BinaryReader _reader;

    public ManifestReader(ManifestName name, DataKey? key)
    {
        _path = name.Path;
        SafeFileHandle? file = null;
        ManifestSeal? seal = null;
        try
        {
            file = File.OpenHandle(_path, share: FileShare.Read | FileShare.Delete);
            seal = SealOf(file, name, key);
            IsEncrypted = seal is not null;
            Totals = ReadTotals(file, seal);
            _reader = new BinaryReader(new FrameReader(file, seal), ManifestWriter.Utf8);
        }
        catch (Exception failure) when (failure is EngineException or InvalidDataException || DiskException.IsDisk(failure))
        {
            seal?.Dispose();
            file?.Dispose();
            throw failure switch
            {
                EngineException => failure,
                InvalidDataException => Damaged(failure.Message, failure),
                _ => new EngineException(EngineFailure.StoreUnavailable, $"The manifest {_path} cannot be read: {failure.Message}", failure),
            };
        }
        Header = Guard(() => ManifestHeader.Read(_reader));
    }

    public bool IsEncrypted { get; }

    public ManifestHeader Header { get; }

    /// <summary>Files and their bytes: a hint, verified once all entries were read.</summary>
    public (long Files, long Bytes) Totals { get; private set; }

    public IEnumerable<ManifestEntry> Entries()
    {
        var before = "";
        while (Guard(() => ManifestEntry.Read(_reader, before)) is { } entry)
        {
            yield return entry;
            before = entry.Path;
        }
        Totals = Guard(() => (_reader.ReadInt64(), _reader.ReadInt64()));
        if (Guard(_reader.BaseStream.ReadByte) != -1)
        {
            throw Damaged("it goes on after its end", null);
        }
    }

    public void Dispose() => _reader.Dispose();

    private ManifestSeal? SealOf(SafeFileHandle file, ManifestName name, DataKey? key) => SealHead.Read(file) is not { } head ? null
        : key?.Id == head.KeyId ? new(head, name, key)
        : throw new EngineException(EngineFailure.EncryptionKeyUnavailable, $"The manifest {_path} is encrypted with another key.");

    private static (long Files, long Bytes) ReadTotals(SafeFileHandle file, ManifestSeal? seal)
    {
        var stored = new byte[ManifestWriter.TailSize + (seal is null ? 0 : SealedCodec.Overhead)];
        RandomAccess.Read(file, stored, Math.Max(0, RandomAccess.GetLength(file) - stored.Length));
        ReadOnlySpan<byte> tail = stored;
        if (seal?.TryOpen(stored, ManifestSeal.Tail, out tail) == false || tail.Length != ManifestWriter.TailSize)
        {
            throw new InvalidDataException("its end is missing or damaged");
        }
        return (BinaryPrimitives.ReadInt64LittleEndian(tail), BinaryPrimitives.ReadInt64LittleEndian(tail[8..]));
    }

    private T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception failure) when (
            failure is InvalidDataException or EndOfStreamException or FormatException or DecoderFallbackException or OverflowException)
        {
            Dispose();
            throw Damaged(failure.Message, failure);
        }
        catch (Exception failure) when (DiskException.IsDisk(failure))
        {
            Dispose();
            throw Damaged(failure.Message, failure);
        }
    }

    private EngineException Damaged(string why, Exception? inner) =>
        new(EngineFailure.ManifestDamaged, $"The manifest {_path} is damaged: {why}.", inner);
}
