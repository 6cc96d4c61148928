using System.IO;

namespace RaxBackup.Service.State;

/// <summary>
/// Space set aside on the state's disk. A backup that fills the disk must still be able to be recorded as failed:
/// then the reserve is given up, and taken again once there is room.
/// </summary>
internal sealed class DiskReserve(string file, long bytes = DiskReserve.DefaultBytes)
{
    private const long DefaultBytes = 1 << 20;

    /// <summary>Takes the space unless it is held already; false where the disk has no room.</summary>
    public bool Take()
    {
        try
        {
            if (!File.Exists(file))
            {
                using var stream = new FileStream(file, new FileStreamOptions
                {
                    Mode = FileMode.CreateNew, Access = FileAccess.Write, PreallocationSize = bytes,
                });
                stream.SetLength(bytes);
            }

            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Gives the space back; false where there is none to give.</summary>
    public bool Release()
    {
        if (!File.Exists(file))
        {
            return false;
        }

        File.Delete(file);
        return true;
    }
}
