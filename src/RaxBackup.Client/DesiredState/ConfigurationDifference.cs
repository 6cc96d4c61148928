using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace RaxBackup.Client.DesiredState;

/// <summary>A field that is to be another, in the words of the file.</summary>
internal sealed record ConfigurationDifference(string Field, string? From, string? To)
{
    /// <summary>"RetentionDays: 0 -> 30"; of what was not there, only what is to be.</summary>
    public override string ToString() => From == null ? $"{Field}: {To}" : $"{Field}: {From} -> {To ?? "(none)"}";

    /// <summary>Field by field what has to change; nothing where all is as it should be.</summary>
    public static IReadOnlyList<ConfigurationDifference> Between(ConfigurationSettings? present, ConfigurationSettings wanted)
    {
        var (from, to) = (present == null ? [] : EntryWriter.Write(present), EntryWriter.Write(wanted));
        return [.. EntryFields.OfEntry.Where(field => !JToken.DeepEquals(from[field], to[field]))
            .Select(field => new ConfigurationDifference(field, from[field]?.ToString(Formatting.None), to[field]?.ToString(Formatting.None)))];
    }
}
