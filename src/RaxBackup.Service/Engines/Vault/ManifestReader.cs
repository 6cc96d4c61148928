using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace RaxBackup.Service.Engines.Vault;

/// <summary>Reads a manifest entry by entry, each verified before it is given out. Damage is an EngineException naming the file.</summary>
internal sealed class ManifestReader : IDisposable
{
    private readonly string _path;
    private readonly BinaryReader _reader;

    public ManifestReader(string path)
    {
        _path = path;
        try
        {
            var file = File.OpenHandle(path, share: FileShare.Read | FileShare.Delete);
            var tail = new byte[ManifestWriter.TailSize];
            RandomAccess.Read(file, tail, Math.Max(0, RandomAccess.GetLength(file) - tail.Length));
            Totals = (BinaryPrimitives.ReadInt64LittleEndian(tail), BinaryPrimitives.ReadInt64LittleEndian(tail.AsSpan(8)));
            _reader = new BinaryReader(new FrameReader(file), ManifestWriter.Utf8);
        }
        catch (Exception failure) when (DiskException.IsDisk(failure))
        {
            throw new EngineException(EngineFailure.StoreUnavailable, $"The manifest {path} cannot be read: {failure.Message}", failure);
        }
        Header = Guard(() => ManifestHeader.Read(_reader));
    }

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
