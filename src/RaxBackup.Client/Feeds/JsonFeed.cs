using System;
using System.IO;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace RaxBackup.Client.Feeds;

/// <summary>Reads a feed in its JSON form, entry by entry: one entry at a time is held, never the document.</summary>
internal sealed class JsonFeed : IFeedDocument
{
    private static readonly JsonLoadSettings Once = new() { DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error };

    private readonly JsonReader json;
    private readonly MendingReader text;
    private readonly EntryPlace place;
    private readonly EntryFinish finish;
    private readonly JsonEntry entries;
    private bool isEntry, isList, isOver, hasEntries;

    public JsonFeed(Stream body, EntryPlace place, EntryFinish finish)
    {
        (this.place, this.finish) = (place, finish);
        entries = new JsonEntry(place, finish);
        text = new MendingReader(new StreamReader(body, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true, 16384));
        json = new JsonTextReader(text) { DateParseHandling = DateParseHandling.None, FloatParseHandling = FloatParseHandling.Decimal, MaxDepth = 64 };
        Expect(Read() == JsonToken.StartObject && Read() == JsonToken.PropertyName && json.Value is "feed" or "entry", "it is neither a feed nor an entry");
        isEntry = json.Value is "entry";
        Expect(Read() == JsonToken.StartObject, "it is neither a feed nor an entry");
    }

    public string? PreviousLink { get; private set; }

    public string? NextLink { get; private set; }

    public UsageEvent? Next()
    {
        if (isEntry)
        {
            (isEntry, isOver) = (false, true);
            return ReadEntry();
        }
        while (!isOver)
        {
            var token = Read();
            if (token == JsonToken.EndObject) isOver = true;
            else if (isList && token == JsonToken.StartObject) return ReadEntry();
            else if (isList) isList = token == JsonToken.EndArray ? false : throw Wrong("the list 'entry' holds something else than entries");
            else ReadProperty();
        }
        Expect(Read() == JsonToken.EndObject && !json.Read(), "it goes on after its end");
        return null;
    }

    public void Dispose() => json.Close();

    /// <summary>A property of the feed, at whose name the reader stands.</summary>
    private void ReadProperty()
    {
        var name = (string)json.Value!;
        var token = Read();
        if (name == "entry")
        {
            Expect(!hasEntries, "it has two lists 'entry'");
            hasEntries = isList = true;
            Expect(token == JsonToken.StartArray, "'entry' is no list");
        }
        else if (JToken.Load(json, Once) is var value && name == "link")
        {
            foreach (var link in entries.List(value, name))
            {
                var address = JsonEntry.Text(link, "href");
                if (JsonEntry.Text(link, "rel") == "previous") PreviousLink = address;
                else if (JsonEntry.Text(link, "rel") == "next") NextLink = address;
                finish.Link ??= address;
            }
        }
    }

    private UsageEvent ReadEntry()
    {
        place.Begin();
        var entry = entries.Read(JObject.Load(json, Once));
        place.End();
        return entry;
    }

    private JsonToken Read() => json.Read() ? json.TokenType : throw Wrong("it ends too soon");

    private void Expect(bool so, string otherwise)
    {
        if (!so) throw Wrong(otherwise);
    }

    private FormatException Wrong(string why) => new($"{why} ({text.Place})");
}
