using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RaxBackup.Client.Json;

namespace RaxBackup.Client.DesiredState;

/// <summary>
/// Configurations as a JSON file that lives well in version control: readable, in one order, one line for each value, UTF-8 with line
/// feeds on every platform, and without anything that changes by itself (ids, states, times of runs).
/// </summary>
internal static class ConfigurationFile
{
    private const int FormatVersion = 1;

    private static readonly JsonLoadSettings Strict = new()
    {
        DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error,
        LineInfoHandling = LineInfoHandling.Load,
    };

    /// <summary>Writes the file in one step: nobody ever sees half of it.</summary>
    public static void Write(string path, IEnumerable<ConfigurationEntry> entries, bool overwrite)
    {
        var ordered = entries.OrderBy(entry => entry.MachineName, StringComparer.Ordinal).ThenBy(entry => entry.Settings.Name, StringComparer.Ordinal);
        WholeFile.Write(path, Encoding.UTF8.GetBytes(ToText(ordered)), overwrite);
    }

    public static string ToText(IEnumerable<ConfigurationEntry> entries)
    {
        using var text = new StringWriter { NewLine = "\n" };
        using var json = new JsonTextWriter(text) { Formatting = Formatting.Indented, Indentation = 2 };
        new JObject
        {
            [EntryFields.FormatVersion] = FormatVersion,
            [EntryFields.Configurations] = new JArray(entries.Select(EntryWriter.Write)),
        }.WriteTo(json);
        text.WriteLine();
        return text.ToString();
    }

    /// <summary>The configurations of a file; ConfigurationFileInvalid or ConfigurationFileUnreadable where it is not one.</summary>
    public static IReadOnlyList<ConfigurationEntry> Read(string path) => Parse(path, WholeFile.Read(path));

    public static IReadOnlyList<ConfigurationEntry> Parse(string path, string text)
    {
        var file = new FileFields(path, Tree(path, text), EntryFields.OfFile);
        if (file.Number(EntryFields.FormatVersion, FormatVersion) == null) throw file.Missing(EntryFields.FormatVersion);
        return [.. file.List(EntryFields.Configurations).Select(entry => EntryReader.Read(path, entry))];
    }

    private static JToken Tree(string path, string text)
    {
        try
        {
            using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None, MaxDepth = 16 };
            var tree = JToken.ReadFrom(reader, Strict);
            // What is more than JSON, which this reader lets through: comments, single quotes, octal numbers and the like.
            if (reader.Read()) throw new FormatException("there is more after the end");
            return WireSyntax.Check(text) == text ? tree : throw new FormatException("a number begins with 0");
        }
        catch (Exception cause) when (cause is JsonException or FormatException)
        {
            throw Failure.About(path, FailureKind.InvalidRequest, nameof(RaxBackup.Client.Text.ConfigurationFileInvalid), path, cause.Message.TrimEnd('.'));
        }
    }
}
