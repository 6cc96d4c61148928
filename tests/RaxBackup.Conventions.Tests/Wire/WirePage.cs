using System;
using System.Collections.Generic;
using System.IO;

namespace RaxBackup.Conventions.Tests.Wire;

/// <summary>docs/wire.md: a text kept by hand, and tables between marks, which are kept by <see cref="WireTests"/>.</summary>
internal static class WirePage
{
    private static readonly string Head = """
        | operation | commands | golden request | golden response | route of the service | documented status codes tried |
        | --- | --- | --- | --- | --- | --- |
        """.ReplaceLineEndings("\n");

    private static readonly string File = Path.Combine(Module.Root, "docs", "wire.md");

    public static string Read() => System.IO.File.ReadAllText(File).ReplaceLineEndings("\n");

    public static void Write(string page) => System.IO.File.WriteAllText(File, page);

    /// <summary>The page with these rows between the marks of this name.</summary>
    public static string With(string page, string name, IEnumerable<WireRow> rows)
    {
        var (begin, end) = ($"<!-- {name} -->\n", $"<!-- end of {name} -->");
        var (from, to) = (page.IndexOf(begin, StringComparison.Ordinal), page.IndexOf(end, StringComparison.Ordinal));
        if (from < 0 || to < from)
            throw new InvalidDataException($"docs/wire.md lacks the marks '{begin.Trim()}' and '{end}'.");
        return $"{page[..(from + begin.Length)]}\n{Head}\n{string.Join('\n', rows)}\n\n{page[to..]}";
    }
}
