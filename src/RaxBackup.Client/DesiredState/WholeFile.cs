using System;
using System.IO;

namespace RaxBackup.Client.DesiredState;

/// <summary>A file that is read and written as a whole.</summary>
internal static class WholeFile
{
    public static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw About(path, FailureKind.InvalidRequest, nameof(Text.ConfigurationFileUnreadable), cause);
        }
    }

    /// <summary>Writes to a new file beside it, which then takes its place: FileExists where that is not wanted.</summary>
    public static void Write(string path, byte[] content, bool overwrite)
    {
        var beside = $"{path}.{Path.GetRandomFileName()}.tmp";
        try
        {
            using (var stream = new FileStream(beside, FileMode.CreateNew, FileAccess.Write))
            {
                stream.Write(content, 0, content.Length);
                stream.Flush(flushToDisk: true);
            }
            if (!overwrite && (File.Exists(path) || Directory.Exists(path)))
                throw Failure.About(path, FailureKind.Conflict, nameof(Text.FileExists), path);
            Replace(beside, path, overwrite);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw About(path, FailureKind.InvalidRequest, nameof(Text.FileNotWritable), cause);
        }
        finally
        {
            if (File.Exists(beside)) File.Delete(beside); // where its path cannot be, deleting fails too
        }
    }

    /// <summary>Puts the one file in the other's place, in one step.</summary>
    public static void Replace(string beside, string path, bool overwrite)
    {
#if NET
        File.Move(beside, path, overwrite);
#else
        if (overwrite && File.Exists(path)) File.Replace(beside, path, destinationBackupFileName: null);
        else File.Move(beside, path);
#endif
    }

    private static RaxBackupException About(string path, FailureKind kind, string errorId, Exception cause)
    {
        var failure = Failure.Of(kind, errorId, cause, path, cause.Message);
        failure.Target = path;
        return failure;
    }
}
