using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace RaxBackup.Service.Engines.Vault;

/// <summary>The folder of packs. What is only half written carries another ending and is swept when the vault is opened.</summary>
internal sealed class PackFolder(string path, Disk disk)
{
    private const string Ending = ".pack";
    private readonly HashSet<int> _whole = [];
    private int _last = -1;

    public string Path => path;

    public string PathOf(int pack) => System.IO.Path.Combine(path, pack.ToString("x8", CultureInfo.InvariantCulture) + Ending);

    public string TemporaryPathOf(int pack) => PathOf(pack) + VaultEngine.TemporaryEnding;

    /// <summary>A number that no pack has or had since the vault was opened.</summary>
    public int Next()
    {
        if (_last < 0)
        {
            _last = Numbers().DefaultIfEmpty().Max();
        }
        return ++_last;
    }

    /// <summary>
    /// Reads the indexes of all packs, oldest first, so that a block which had to be stored anew is found in its newer pack.
    /// A pack that cannot be read is left alone: its blocks are unknown, and the next backup stores them anew where it needs them.
    /// </summary>
    public BlockIndex ReadIndex()
    {
        var index = new BlockIndex();
        foreach (var pack in Numbers().Order())
        {
            try
            {
                using var file = File.OpenHandle(PathOf(pack), share: FileShare.ReadWrite | FileShare.Delete);
                foreach (var (id, location) in PackFormat.ReadIndex(file, pack))
                {
                    index.Add(id, location);
                }
                IsWhole(pack);
            }
            catch (Exception failure) when (failure is InvalidDataException || DiskException.IsDisk(failure))
            {
            }
        }
        return index;
    }

    /// <summary>The pack's blocks are known to the index.</summary>
    public void IsWhole(int pack)
    {
        lock (_whole)
        {
            _whole.Add(pack);
        }
    }

    /// <summary>Deletes every pack that is not live. One that could not be read may hold anything: it stays.</summary>
    public void DeleteAllBut(HashSet<int> live, BlockIndex index)
    {
        foreach (var pack in _whole.Except(live).ToList())
        {
            index.DropPack(pack);
            disk.Delete(PathOf(pack));
            _whole.Remove(pack);
        }
    }

    /// <summary>Deletes every pack, whatever it holds.</summary>
    public void DeleteAll(BlockIndex index)
    {
        // Numbers go on: a block of an old pack is not to be looked for in a new one.
        _ = Next();
        foreach (var pack in Numbers().ToList())
        {
            index.DropPack(pack);
            disk.Delete(PathOf(pack));
            lock (_whole)
            {
                _whole.Remove(pack);
            }
        }
    }

    private IEnumerable<int> Numbers()
    {
        foreach (var file in Directory.EnumerateFiles(path, "*" + Ending))
        {
            if (int.TryParse(System.IO.Path.GetFileNameWithoutExtension(file), NumberStyles.HexNumber, null, out var number))
            {
                yield return number;
            }
        }
    }
}
