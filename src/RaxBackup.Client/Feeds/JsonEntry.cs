using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace RaxBackup.Client.Feeds;

/// <summary>Reads one entry of a feed in JSON. What XML has as attributes are properties here; "@type" is an element's namespace.</summary>
internal sealed class JsonEntry(EntryPlace place, EntryFinish finish)
{
    private const string Namespace = "@type";

    public UsageEvent Read(JObject json)
    {
        finish.Terms.Clear();
        var entry = new UsageEvent();
        place.Id = entry.Id = Text(json, "id");
        entry.Updated = FeedTime.Read(Text(json, "updated"));
        entry.Published = FeedTime.Read(Text(json, "published"));
        foreach (var category in List(json["category"], "category"))
        {
            if (finish.Text(Text(category, "term")) is { } term) finish.Terms.Add(term);
        }
        if (finish.Link == null) finish.Link = List(json["link"], "link").Select(link => Text(link, "href")).FirstOrDefault();
        ReadContent(json["content"], entry);
        return finish.Complete(entry);
    }

    /// <summary>The objects of a list; none where there is no list.</summary>
    public IEnumerable<JObject> List(JToken? token, string name) => token switch
    {
        null or { Type: JTokenType.Null } => [],
        JArray list => list.Select(item => item as JObject ?? throw new FormatException($"the list '{name}' holds something else than objects")),
        _ => throw new FormatException($"'{name}' is no list"),
    };

    /// <summary>A text, number or truth value as the text that XML has; null where it is blank or not there.</summary>
    public static string? Text(JObject json, string name) => json[name] switch
    {
        null => null,
        JValue value => TextOf(value)?.Trim() is { Length: > 0 } text ? text : null,
        _ => throw new FormatException($"'{name}' is no text"),
    };

    private void ReadContent(JToken? content, UsageEvent entry)
    {
        if (content is null or { Type: JTokenType.Null }) return;
        if (content is JObject all && all["event"] is JObject core && Text(core, Namespace) == FeedXml.CoreEvent) ReadEvent(core, entry);
        else entry.Content = content.ToString(Formatting.None);
    }

    private void ReadEvent(JObject core, UsageEvent entry)
    {
        foreach (var property in core.Properties())
        {
            if (property.Value is JValue value && TextOf(value) is { } text) EventAttributes.Set(entry, property.Name, text, finish);
        }
        if (core["product"] is not { Type: not JTokenType.Null } told) return;
        var json = told as JObject ?? throw new FormatException("its product is no object");
        var product = finish.BeginProduct(Text(json, Namespace) ?? "");
        foreach (var property in json.Properties().Where(property => property.Name != Namespace))
        {
            if (property.Value is not JValue value) product.AddWithin(property.Name, property.Value.ToString(Formatting.None));
            else if (TextOf(value) is { } text) product.Add(property.Name, finish.Text(text) ?? "");
        }
        finish.EndProduct(entry);
    }

    private static string? TextOf(JValue value) => value.Value switch
    {
        null => null,
        bool flag => flag ? "true" : "false",
        var other => Convert.ToString(other, CultureInfo.InvariantCulture),
    };
}
