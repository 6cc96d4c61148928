using System;
using System.IO;
using System.Linq;
using RaxBackup.Service.Engines.Vault;

namespace RaxBackup.Service.Tests.Engines;

/// <summary>Everything that backup programs stumble over.</summary>
internal static class AwkwardTree
{
    public static void Make(VaultPlace place, int megabytes = 4)
    {
        place.Write("empty", "");
        place.Write("one", "1");
        place.Write("with space/and more/ leading", "space");
        place.Write("ünïcödé/日本語/🎒.txt", "text");
        place.Write("new\nline/tab\there", "odd");
        place.Write("quote'\"$(x)`\\", "odd");
        place.Write(".hidden/.file", "dot");
        place.Write("a/x", "before the dot");
        place.Write("a.b", "after the folder's contents, though '.' sorts before '/' in some orders");
        place.Write("a!", "also");
        place.Write(new string('n', 255), "longest name");
        place.Write(string.Join('/', Enumerable.Range(0, 45).Select(i => $"deep{i}")) + "/bottom", "deep");
        var copy = VaultPlace.Noise(700_000, 1);
        place.Write("copies/1", copy);
        place.Write("copies/2", copy);
        place.Write("large/text", [.. Enumerable.Range(0, 3_000_000).Select(i => (byte)"0123456789 the same words again\n"[i % 31])]);
        MakeHoley(place.Write("large/holey", ""), megabytes << 20);
        for (var i = 0; i < 200; i++)
        {
            place.Write($"many/{i}", VaultPlace.Noise(i * 37, i));
        }
        Directory.CreateDirectory(Path.Combine(place.Source, "empty folder", "nested"));
        Link(place, "links/relative", "../one");
        Link(place, "links/dangling", "nowhere/at all");
        Link(place, "links/absolute", "/etc/hostname");
        Link(place, "links/loop", "loop");
        Link(place, "links/up", "..");
        Mode(place.Write("modes/read only", "r"), "444");
        Mode(place.Write("modes/program", "#!/bin/sh\n"), "755");
        Mode(place.Write("modes/none", "secret"), "000");
        Mode(place.Write("modes/setuid", "s"), "4750");
        place.Write("closed/inside", "in a folder that may not be written");
        Mode(Path.Combine(place.Source, "closed"), "555");
        LinuxFiles.SetModified(Path.Combine(place.Source, "one"), new Moment(-86_400, 123_456_789));
        LinuxFiles.SetModified(Path.Combine(place.Source, "links/dangling"), new Moment(1_000_000_000, 1));
        LinuxFiles.SetModified(Path.Combine(place.Source, "empty folder"), new Moment(4_000_000_000, 999_999_999));
        LinuxFiles.SetModified(place.Source, new Moment(1_234_567_890, 5));
    }

#pragma warning disable CA1416 // Only called where there are modes.
    public static void Mode(string path, string octal) => File.SetUnixFileMode(path, (UnixFileMode)Convert.ToInt32(octal, 8));
#pragma warning restore CA1416

    public static string ModeOf(string path) => Convert.ToString(FileFacts.Of(path).Mode, 8);

    private static void Link(VaultPlace place, string name, string target)
    {
        var path = Path.Combine(place.Source, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.CreateSymbolicLink(path, target);
    }

    // Holes with noise here and there.
    private static void MakeHoley(string path, int size)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Write);
        RandomAccess.SetLength(file, size);
        foreach (var at in new[] { 0, (size / 6) + 1, size / 2, size - 1_600_017 })
        {
            RandomAccess.Write(file, VaultPlace.Noise(1_500_000, at), at);
        }
    }
}
