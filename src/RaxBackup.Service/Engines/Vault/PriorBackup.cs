using System;
using System.Collections.Generic;
using System.Linq;

namespace RaxBackup.Service.Engines.Vault;

/// <summary>
/// The backup before, read along with the walk: what is as it was then need not be read again. Damage in the manifest means only
/// that the rest is read anew.
/// </summary>
internal sealed class PriorBackup : IDisposable
{
    private readonly ManifestReader? _manifest;
    private readonly IEnumerator<ManifestEntry>? _entries;
    private readonly BlockIndex _index;
    private bool _ended;

    public PriorBackup(ManifestReader? manifest, BlockIndex index)
    {
        (_manifest, _index) = (manifest, index);
        _entries = manifest?.Entries().GetEnumerator();
        Step();
    }

    /// <summary>Files and bytes of it: the best guess of what there is to do, or null.</summary>
    public (long Files, long Bytes)? Totals => _manifest?.Totals;

    /// <summary>The entry of this path. Paths must be asked for in walking order.</summary>
    public ManifestEntry? Find(string path)
    {
        while (!_ended)
        {
            var order = PathOrder.Instance.Compare(_entries!.Current.Path, path);
            if (order >= 0)
            {
                return order == 0 ? _entries.Current : null;
            }
            Step();
        }
        return null;
    }

    /// <summary>Whether the file is as it was, and the vault still has all of it.</summary>
    public bool Holds(ManifestEntry? earlier, FileFacts now) =>
        earlier?.Kind == EntryKind.File && now.SameContent(earlier.Facts) && earlier.Blocks.All(id => _index.Find(id) is not null);

    public void Dispose()
    {
        _entries?.Dispose();
        _manifest?.Dispose();
    }

    private void Step()
    {
        try
        {
            _ended = _entries?.MoveNext() != true;
        }
        catch (EngineException)
        {
            _ended = true;
        }
    }
}
