using System;
using System.IO;
using System.Linq;

namespace RaxBackup.Demo;

/// <summary>Some 300 awkward files: the same ones as docs/examples/DemoFiles.ps1 makes.</summary>
internal static class DemoFiles
{
    private static readonly string[] Names =
    [
        "two words.txt", " leading space", "-dash", "[brackets].txt", "$dollar", "quo'te", "\u00fcml\u00e4ut.txt", "\u65e5\u672c\u8a9e.txt",
        "\ud83d\udcbe.dat", "e\u0301.txt", new('n', 200),
    ];

    public static string Make(string root)
    {
        Say.Step("Make awkward files");
        var random = new Random(42);
        for (var i = 1; i <= 200; i++)
            Write($"web/page{i}.html", random.Next(40000));
        for (var i = 1; i <= 20; i++)
            Write($"empty/nothing{i}", 0);
        for (var i = 1; i <= 20; i++)
            File.Copy(Write($"copies/original{i}.bin", 30000), Path.Combine(root, $"copies/copy{i}.bin"));
        Write("big/64MB.bin", 64 << 20);
        Write($"{string.Join('/', Enumerable.Range(1, 40).Select(level => $"level{level}"))}/deep.txt", 1000);
        foreach (var name in Names)
            Write($"names/{name}", 2000);
        File.SetAttributes(Write("readonly/locked.txt", 500), FileAttributes.ReadOnly);
        Directory.CreateDirectory(Path.Combine(root, "empty folder"));
        if (!OperatingSystem.IsWindows())
        {
            Write("names/new\nline", 100);
            File.CreateSymbolicLink(Path.Combine(root, "link-to-file"), "readonly/locked.txt");
            Directory.CreateSymbolicLink(Path.Combine(root, "link-to-folder"), "web");
            File.CreateSymbolicLink(Path.Combine(root, "link-to-nothing"), "no/such/file");
        }
        return root;

        string Write(string name, int size)
        {
            var file = Path.Combine(root, name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            var bytes = new byte[size];
            random.NextBytes(bytes);
            File.WriteAllBytes(file, bytes);
            return file;
        }
    }
}
