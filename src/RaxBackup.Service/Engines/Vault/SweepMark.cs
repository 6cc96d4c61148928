using System.IO;

namespace RaxBackup.Service.Engines.Vault;

/// <summary>
/// An empty file that stands in the vault while there may be packs that no manifest names: from the begin of a backup or of a
/// forgetting to its good end. What a kill, a stop or a failure leaves is thereby known to the next process, which sweeps.
/// </summary>
internal sealed class SweepMark(string path, Disk disk)
{
    public bool Stands => File.Exists(path);

    /// <summary>Sets it; whether it stood already.</summary>
    public bool Set()
    {
        if (Stands)
        {
            return true;
        }
        disk.Create(path).Dispose();
        return false;
    }

    public void Clear() => disk.Delete(path);
}
