using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;

namespace RaxBackup.Kills;

/// <summary>The files that are backed up: changed at random before each backup.</summary>
internal sealed class SourceTree(string folder, Random random)
{
    private const int Files = 120;

    public string Folder => folder;

    /// <summary>Changes, adds and deletes some files; what there is now.</summary>
    public IReadOnlyDictionary<string, string> Change()
    {
        var isNew = !Directory.Exists(folder);
        for (var i = 0; i < (isNew ? Files : 8); i++)
        {
            var number = isNew ? i : random.Next(Files);
            var file = Path.Combine(folder, $"{number % 7}", $"{number}.bin");
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            if (random.Next(6) == 0)
            {
                File.Delete(file);
                continue;
            }

            var bytes = new byte[random.Next(300_000)];
            random.NextBytes(bytes);
            File.WriteAllBytes(file, bytes);
        }

        return Of(folder);
    }

    /// <summary>Each file's hash by its path below the folder.</summary>
    public static IReadOnlyDictionary<string, string> Of(string folder) => !Directory.Exists(folder)
        ? new Dictionary<string, string>()
        : Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(
            file => Path.GetRelativePath(folder, file), file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))));

    public static bool Same(IReadOnlyDictionary<string, string> one, IReadOnlyDictionary<string, string> other) =>
        one.Count == other.Count && one.All(file => other.GetValueOrDefault(file.Key) == file.Value);
}
