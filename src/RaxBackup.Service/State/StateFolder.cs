using System;
using System.IO;
using System.Runtime.Versioning;
using System.Text;

namespace RaxBackup.Service.State;

/// <summary>
/// The folder of one service: <c>state.db</c>, <c>apikey</c>, <c>vault/</c>. Locked while in use. Without a path it is a new
/// folder among the temporary ones, for the owner alone, which goes when the service ends.
/// </summary>
internal sealed class StateFolder : IDisposable
{
    private const UnixFileMode OwnerFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly FileStream _lock;

    private StateFolder(string path, bool isKept, FileStream @lock) => (Path, IsKept, _lock) = (path, isKept, @lock);

    public string Path { get; }

    /// <summary>Whether it stays after the service.</summary>
    public bool IsKept { get; }

    public string Vault => System.IO.Path.Combine(Path, "vault");

    public string DatabaseFile => System.IO.Path.Combine(Path, "state.db");

    public string ApiKeyFile => System.IO.Path.Combine(Path, "apikey");

    public DiskReserve Reserve => new(System.IO.Path.Combine(Path, "reserve"));

    public static StateFolder Open(string? path)
    {
        try
        {
            var folder = path ?? Directory.CreateTempSubdirectory("raxbackup-").FullName;
            CreateFolder(folder);
            var opened = new StateFolder(folder, path != null, Lock(folder));
            CreateFolder(opened.Vault);
            CreateOwnerFile(opened.DatabaseFile);
            return opened;
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            throw new StartFailure(StartFailure.StateNotWritable, $"The state folder '{path}' cannot be written: {denied.Message}", denied);
        }
    }

    /// <summary>A file that its owner alone may read, made anew or left as it is. It is there whole or not at all.</summary>
    public static void CreateOwnerFile(string? file, string content = "")
    {
        if (file != null && !File.Exists(file))
        {
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = OwnerFile;
            }

            var temporary = file + ".tmp";
            using (var stream = new FileStream(temporary, options))
            {
                stream.Write(Encoding.UTF8.GetBytes(content));
                stream.Flush(flushToDisk: content.Length > 0);
            }

            File.Move(temporary, file);
        }
    }

    private static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            CreateOwnerFolder(folder);
        }
    }

    [UnsupportedOSPlatform("windows")]
    private static void CreateOwnerFolder(string folder) => Directory.CreateDirectory(folder, OwnerFolder);

    private static FileStream Lock(string folder)
    {
        var file = System.IO.Path.Combine(folder, "lock");
        CreateOwnerFile(file);
        try
        {
            return new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken)
        {
            throw new StartFailure(StartFailure.StateInUse, $"Another service is working on the state folder '{folder}'.", taken);
        }
    }

    public void Dispose()
    {
        _lock.Dispose();
        if (!IsKept)
        {
            try
            {
                Directory.Delete(Path, recursive: true);
            }
            catch (Exception busy) when (busy is IOException or UnauthorizedAccessException)
            {
                // Whatever another program still holds open stays behind among the temporary files.
            }
        }
    }
}
