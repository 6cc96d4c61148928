using System;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json;

namespace RaxBackup.Client.Usage.Export;

/// <summary>Which events a file of lines holds, by their ids: some forty bytes for each.</summary>
internal sealed class HeldEvents
{
    private readonly HashSet<(Guid Id, UsageService Service)> ids = [];

    public int Count => ids.Count;

    /// <summary>Remembers an event; false where it is held already. One without an id is never held.</summary>
    public bool Add(string? eventId, UsageService service) => string.IsNullOrEmpty(eventId) || ids.Add((KeyOf(eventId!), service));

    /// <summary>Remembers all events of a file; a line that names none is passed over.</summary>
    public void AddAll(Stream file)
    {
        using var lines = new StreamReader(file, new UTF8Encoding(false), detectEncodingFromByteOrderMarks: true, 1 << 16, leaveOpen: true);
        while (lines.ReadLine() is { } line)
        {
            if (Find(line) is { } found)
                Add(found.Id, found.Service);
        }
    }

    private static (string Id, UsageService Service)? Find(string line)
    {
        string? id = null;
        try
        {
            using var json = new JsonTextReader(new StringReader(line)) { DateParseHandling = DateParseHandling.None };
            while (json.Read())
            {
                if (json.TokenType != JsonToken.PropertyName || json.Depth != 1)
                    continue;
                var name = (string)json.Value!;
                if (name == UsageColumns.EventId)
                    id = json.ReadAsString();
                else if (name == UsageColumns.Service && Enum.TryParse<UsageService>(json.ReadAsString(), out var service) && id is not null)
                    return (id, service);
            }
        }
        catch (JsonException)
        {
            return null;
        }
        return null;
    }

    /// <summary>Ids are UUIDs; what is none is told by its hash.</summary>
    private static Guid KeyOf(string eventId)
    {
        if (Guid.TryParse(eventId, out var id))
            return id;
        using var sha = SHA256.Create();
        var key = new byte[16];
        Array.Copy(sha.ComputeHash(Encoding.UTF8.GetBytes(eventId)), key, key.Length);
        return new(key);
    }
}
