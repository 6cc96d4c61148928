using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using ZstdSharp;

namespace RaxBackup.Service.Tests.Engines;

/// <summary>
/// Looks for markers in every file below a folder, in the names of files too: as they are, and in whatever unpacks from any byte on,
/// each as UTF-8, UTF-16, hexadecimal digits and base64.
/// </summary>
internal sealed class MarkerScan
{
    private readonly List<(string Name, byte[] Bytes)> _forms = [];

    public MarkerScan Text(string marker) => Bytes(marker, Encoding.UTF8.GetBytes(marker)).Add(marker, Encoding.Unicode.GetBytes(marker));

    public MarkerScan Bytes(string name, byte[] marker)
    {
        Add(name, marker);
        Add(name, Encoding.ASCII.GetBytes(Convert.ToHexString(marker)));
        Add(name, Encoding.ASCII.GetBytes(Convert.ToHexStringLower(marker)));
        // As base64 has it at each of its three places.
        for (var shift = 0; shift < 3; shift++)
        {
            var whole = Convert.ToBase64String([.. new byte[shift], .. marker]);
            Add(name, Encoding.ASCII.GetBytes(whole[(shift == 0 ? 0 : shift + 1)..^4]));
        }
        return this;
    }

    /// <summary>"marker in file" for each that is there.</summary>
    public string[] Find(string folder) => Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
        .SelectMany(file => Contents(file).SelectMany(bytes => _forms.Where(form => bytes.AsSpan().IndexOf(form.Bytes) >= 0))
            .Select(form => $"{form.Name} in {Path.GetRelativePath(folder, file)}"))
        .Distinct().Order(StringComparer.Ordinal).ToArray();

    private MarkerScan Add(string name, byte[] form)
    {
        _forms.Add((name, form));
        return this;
    }

    private static IEnumerable<byte[]> Contents(string file)
    {
        var raw = File.ReadAllBytes(file);
        yield return [.. Encoding.UTF8.GetBytes(file), .. raw];
        using var decompressor = new Decompressor();
        byte[] magic = [0x28, 0xB5, 0x2F, 0xFD];
        for (var at = 0; raw.AsSpan(at).IndexOf(magic) is var next && next >= 0; at += next + 1)
        {
            var unpacked = new byte[8 << 20];
            // What follows the frame is no frame: the bytes before that are unpacked all the same.
            try
            {
                decompressor.TryUnwrap(raw.AsSpan(at + next), unpacked, out _);
            }
            catch (ZstdException)
            {
            }
            yield return unpacked;
        }
    }
}
