using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace RaxBackup.Client.Usage.Export;

/// <summary>Reads back a file that Export-RaxUsage wrote as JSON Lines.</summary>
internal static class JsonlFile
{
    /// <summary>Longer than any event's line can be: the feeds' entries have 1 MB at most, and a character may take six to write.</summary>
    private const int MostCharacters = 8_000_000;

    /// <summary>The events in the file's order; FormatException, with the line's number, at the first line that is none.</summary>
    /// <param name="file">The lines.</param>
    /// <param name="service">The service of all of them; null where the lines tell.</param>
    public static IEnumerable<UsageEvent> ReadEach(Stream file, UsageService? service)
    {
        var number = 0;
        foreach (var line in Lines(file))
        {
            number++;
            if (line.Trim().Length == 0)
                continue;
            var usage = JsonlReader.ReadOrNull(line) ?? throw new FormatException($"line {number} is no event");
            usage.Service = service ?? usage.Service;
            yield return usage;
        }
    }

    private static IEnumerable<string> Lines(Stream file)
    {
        using var reader = new StreamReader(file, new UTF8Encoding(false, throwOnInvalidBytes: true));
        var line = new StringBuilder();
        var buffer = new char[16384];
        for (int length; (length = reader.Read(buffer, 0, buffer.Length)) > 0;)
        {
            var from = 0;
            for (int end; (end = Array.IndexOf(buffer, '\n', from, length - from)) >= 0; from = end + 1)
            {
                yield return line.Append(buffer, from, end - from).ToString();
                line.Clear();
            }
            line.Append(buffer, from, length - from);
            if (line.Length > MostCharacters)
                throw new FormatException($"a line is longer than {MostCharacters} characters");
        }
        yield return line.ToString();
    }
}
