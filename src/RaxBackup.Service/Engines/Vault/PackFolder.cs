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
            }
            catch (Exception failure) when (failure is InvalidDataException || DiskException.IsDisk(failure))
            {
            }
        }
        return index;
    }

    /// <summary>Deletes every readable pack that is not live.</summary>
    public void DeleteAllBut(HashSet<int> live, BlockIndex index)
    {
        foreach (var pack in Numbers().Where(number => !live.Contains(number)).ToList())
        {
            if (IsReadable(pack))
            {
                index.DropPack(pack);
                disk.Delete(PathOf(pack));
            }
        }
    }

    private bool IsReadable(int pack)
    {
        try
        {
            using var file = File.OpenHandle(PathOf(pack));
            PackFormat.ReadIndex(file, pack);
            return true;
        }
        catch (Exception failure) when (failure is InvalidDataException || DiskException.IsDisk(failure))
        {
            return false;
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
