using System;
using System.Collections.Generic;
using System.IO;

namespace RaxBackup.Service.Engines.Vault;

internal enum EntryKind : byte
{
    /// <summary>What ends a manifest.</summary>
    None,
    File,
    Folder,
    Link,

    /// <summary>A folder above what was backed up: only there so that a restore can make it anew as it was.</summary>
    Ancestor,
}

/// <summary>One line of a manifest. About 36 bytes of memory for each megabyte of the file that is being worked on.</summary>
internal sealed record ManifestEntry(EntryKind Kind, string Path, FileFacts Facts, string? Target, IReadOnlyList<BlockId> Blocks)
{
    public bool IsFolder => Kind is EntryKind.Folder or EntryKind.Ancestor;

    /// <summary>Whether a restore counts it: files and links, not folders.</summary>
    public bool Counts => Kind is EntryKind.File or EntryKind.Link;

    /// <summary>Writes the entry; of its path only what differs from the path before.</summary>
    public void Write(BinaryWriter to, string pathBefore)
    {
        var shared = Path.AsSpan().CommonPrefixLength(pathBefore);
        if (shared > 0 && char.IsHighSurrogate(Path[shared - 1]))
        {
            shared--;
        }
        to.Write((byte)Kind);
        to.Write7BitEncodedInt(shared);
        to.Write(Path[shared..]);
        to.Write7BitEncodedInt((int)Facts.Mode);
        to.Write7BitEncodedInt((int)Facts.Uid);
        to.Write7BitEncodedInt((int)Facts.Gid);
        Write(to, Facts.Modified);
        if (Kind == EntryKind.Link)
        {
            to.Write(Target!);
        }
        if (Kind == EntryKind.File)
        {
            Write(to, Facts.Changed);
            to.Write7BitEncodedInt64(Facts.Size);
            to.Write7BitEncodedInt(Blocks.Count);
            Span<byte> bytes = stackalloc byte[BlockId.Size];
            foreach (var id in Blocks)
            {
                id.Write(bytes);
                to.Write(bytes);
            }
        }
    }

    /// <summary>The next entry, or null at the end.</summary>
    public static ManifestEntry? Read(BinaryReader from, string pathBefore)
    {
        var kind = (EntryKind)from.ReadByte();
        if (kind == EntryKind.None)
        {
            return null;
        }
        var shared = from.Read7BitEncodedInt();
        if (kind > EntryKind.Ancestor || shared < 0 || shared > pathBefore.Length)
        {
            throw new InvalidDataException($"the entry after {pathBefore} cannot be read");
        }
        var path = string.Concat(pathBefore.AsSpan(0, shared), from.ReadString());
        var mode = (uint)from.Read7BitEncodedInt();
        var uid = (uint)from.Read7BitEncodedInt();
        var gid = (uint)from.Read7BitEncodedInt();
        var modified = ReadMoment(from);
        var target = kind == EntryKind.Link ? from.ReadString() : null;
        var changed = kind == EntryKind.File ? ReadMoment(from) : default;
        var size = kind == EntryKind.File ? from.Read7BitEncodedInt64() : 0;
        var blocks = kind == EntryKind.File ? ReadBlocks(from) : [];
        var fileKind = kind switch { EntryKind.File => FileKind.File, EntryKind.Link => FileKind.Link, _ => FileKind.Folder };
        return new(kind, path, new(fileKind, size, mode, uid, gid, modified, changed, 0, 0), target, blocks);
    }

    private static BlockId[] ReadBlocks(BinaryReader from)
    {
        var blocks = new BlockId[from.Read7BitEncodedInt()];
        Span<byte> bytes = stackalloc byte[BlockId.Size];
        for (var i = 0; i < blocks.Length; i++)
        {
            from.BaseStream.ReadExactly(bytes);
            blocks[i] = BlockId.Read(bytes);
        }
        return blocks;
    }

    private static void Write(BinaryWriter to, Moment moment)
    {
        to.Write(moment.Seconds);
        to.Write(moment.Nanos);
    }

    private static Moment ReadMoment(BinaryReader from) => new(from.ReadInt64(), from.ReadInt32());
}
