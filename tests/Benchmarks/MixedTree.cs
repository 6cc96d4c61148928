using System;
using System.IO;
using System.Linq;
using System.Text;

namespace RaxBackup.Benchmarks;

/// <summary>
/// A tree of mixed data, the same each time: four fifths of the bytes in files of 1 to 64 MB, one fifth in files of 0 B to 256 KB,
/// every other file noise and the others text that packs to about a third.
/// </summary>
internal static class MixedTree
{
    private static readonly string[] Words =
        [.. "info warn error request session backup restore block agent started finished volume path user token retry queue worker".Split(' ')];

    /// <summary>Returns how many files it made.</summary>
    public static int Make(string folder, long bytes)
    {
        var random = new Random(2);
        var text = Text(random, 96 << 20);
        var (files, large, small) = (0, bytes * 4 / 5, bytes / 5);
        while (large > 0)
        {
            large -= Write(folder, ref files, Math.Min(large, Size(random, 1 << 20, 64 << 20)), text, random);
        }
        while (small > 0)
        {
            small -= Math.Max(1, Write(folder, ref files, Math.Min(small, Size(random, 64, 256 << 10) - 64), text, random));
        }
        return files;
    }

    private static long Write(string folder, ref int files, long size, byte[] text, Random random)
    {
        var path = Path.Combine(folder, $"folder {files % 97}", $"{files % 7}", $"file {files}");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var data = new byte[size];
        if (files++ % 2 == 0)
        {
            random.NextBytes(data);
        }
        else
        {
            text.AsSpan(random.Next(text.Length - (int)size), (int)size).CopyTo(data);
        }
        File.WriteAllBytes(path, data);
        return size;
    }

    private static long Size(Random random, double least, double most) => (long)(least * Math.Pow(most / least, random.NextDouble()));

    private static byte[] Text(Random random, int length)
    {
        var text = new StringBuilder(length);
        while (text.Length < length)
        {
            text.Append(random.Next(1_000_000_000)).Append(' ');
            for (var i = random.Next(3, 12); i > 0; i--)
            {
                text.Append(Words[random.Next(Words.Length)]).Append(i % 3 == 0 ? random.Next(1000).ToString() : "").Append(' ');
            }
            text.Append('\n');
        }
        return Encoding.ASCII.GetBytes(text.ToString(0, length).Select(c => c).ToArray());
    }
}
