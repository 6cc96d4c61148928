using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace RaxBackup.Client.Tests.Mutation;

/// <summary>A second reading of feeds, as a tree: what an entry must hold, or that the page must not be read at all.</summary>
internal static class FeedOracle
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Core = "http://docs.rackspace.com/core/event";

    /// <summary>Message and version; then attribute, property and kind of value ("?": may be left out).</summary>
    private static readonly Dictionary<string, string> Known = new()
    {
        ["cloudbackup/bandwidthIn 1"] = "serverID ServerId text, bandwidthIn BandwidthIn count",
        ["cloudbackup/bandwidthOut 1"] = "serverID ServerId text, bandwidthOut BandwidthOut count",
        ["cloudbackup/license 1"] = "serverID ServerId text",
        ["cloudbackup/license 3"] = "serverID ServerId text, serverName ServerName text, external External flag",
        ["cloudbackup/storage 1"] = "serverID ServerId text, storage Storage count",
        ["cbs 1"] = "type Type text, provisioned Provisioned whole",
        ["cbs/snapshot 1"] = "snapshot Snapshot size",
        ["cloudfiles/bandwidth 1"] = "bandwidthIn BandwidthIn count, bandwidthOut BandwidthOut count",
        ["cloudfiles/cdnbandwidth 1"] = "cdnBandwidthOut CdnBandwidthOut count",
        ["cloudfiles/storage 1"] = "disk Disk count, freeops Freeops count, costops Costops count",
        ["dbaas 1"] = "memory Memory whole, storage Storage whole",
        ["dbaas 2"] = "memory Memory whole, storage Storage whole?, dbVersion DbVersion text",
        ["dbaas 3"] = "memory Memory whole, storage Storage whole?, dbVersion DbVersion text, isHAInstance IsHAInstance flag",
    };

    /// <summary>The entries of a page; FormatException or XmlException where there must be none.</summary>
    public static IReadOnlyList<XElement> Entries(string page)
    {
        using var reader = XmlReader.Create(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(page)), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        var root = XDocument.Load(reader).Root!;
        return root.Name == Atom + "entry" ? [root] : root.Name == Atom + "feed" ? [.. root.Elements(Atom + "entry")] : throw new FormatException("no feed");
    }

    /// <summary>What an entry must hold, by the names of the model.</summary>
    public static Dictionary<string, object?> Expected(XElement entry)
    {
        var id = Last(entry, "id")?.Trim() is { Length: > 0 } text ? text : throw new FormatException("no id");
        foreach (var time in entry.Elements(Atom + "updated").Concat(entry.Elements(Atom + "published"))) Time(Flat(time));
        foreach (var plain in entry.Elements(Atom + "id")) Flat(plain);
        var events = entry.Elements(Atom + "content").Elements(Core + "event").ToList();
        if (events.Count > 1) throw new FormatException("events");
        var wanted = new Dictionary<string, object?> { ["Id"] = id, ["Updated"] = Time(Last(entry, "updated")), ["Published"] = Time(Last(entry, "published")) };
        if (events.Count == 0) return wanted;

        wanted["Content"] = null;
        var core = events[0];
        (wanted["SourceEventId"], wanted["EventType"]) = (Attribute(core, "id"), Attribute(core, "type"));
        (wanted["ResourceName"], wanted["Environment"]) = (Attribute(core, "resourceName"), Attribute(core, "environment"));
        (wanted["StartTime"], wanted["EndTime"], wanted["EventTime"]) = (Time(Attribute(core, "startTime")), Time(Attribute(core, "endTime")), Time(Attribute(core, "eventTime")));
        return wanted;
    }

    /// <summary>What the product of an entry must hold; null where there is none.</summary>
    public static Dictionary<string, object?>? ExpectedProduct(XElement entry)
    {
        var products = entry.Elements(Atom + "content").Elements(Core + "event").Elements().Where(child => child.Name.LocalName == "product").ToList();
        return products.Count > 1 ? throw new FormatException("products") : products.Count == 1 ? Product(products[0]) : null;
    }

    private static Dictionary<string, object?> Product(XElement product)
    {
        var kind = product.Name.NamespaceName.Replace("http://docs.rackspace.com/usage/", "", StringComparison.Ordinal);
        var version = Attribute(product, "version");
        var wanted = new Dictionary<string, object?> { ["ServiceCode"] = Attribute(product, "serviceCode"), ["ResourceType"] = Attribute(product, "resourceType"), ["Version"] = version };
        if (!Known.TryGetValue($"{kind} {version}", out var rows))
        {
            foreach (var attribute in product.Attributes().Where(one => !one.IsNamespaceDeclaration && one.Name.Namespace == XNamespace.None)) wanted["@" + attribute.Name.LocalName] = attribute.Value.Trim();
            return wanted;
        }
        foreach (var row in rows.Split(", ").Select(row => row.Split(' '))) wanted[row[1]] = Value(Attribute(product, row[0]), row[2]);
        return wanted;
    }

    private static object? Value(string? text, string kind) => (kind, text) switch
    {
        ("text", _) or ("whole?", null) => text,
        ("flag", null or "false" or "0") => false,
        ("flag", "true" or "1") => true,
        ("count", { }) when Regex.IsMatch(text, "^[0-9]+$") && ulong.TryParse(text, out var count) => count,
        ("whole" or "whole?", { }) when Regex.IsMatch(text, "^[0-9]+$") && long.TryParse(text, out var whole) => whole,
        ("size", { }) when Regex.IsMatch(text, "^([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)?$") && double.Parse(text, CultureInfo.InvariantCulture) is var size and < double.PositiveInfinity => size,
        _ => throw new FormatException(kind),
    };

    private static DateTimeOffset? Time(string? text)
    {
        if (text == null || text.Trim().Length == 0) return null;
        var parts = Regex.Match(text.Trim(), @"^([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}:[0-9]{2}:[0-9]{2})(\.[0-9]+)?(Z|[-+][0-9]{2}:[0-9]{2})?$");
        if (!parts.Success) throw new FormatException(text);
        var local = DateTime.ParseExact($"{parts.Groups[1].Value} {parts.Groups[2].Value}", "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        var ticks = (long)decimal.Round(decimal.Parse("0" + parts.Groups[3].Value, CultureInfo.InvariantCulture) * TimeSpan.TicksPerSecond, MidpointRounding.AwayFromZero);
        var zone = parts.Groups[4].Value is { Length: 6 } offset ? TimeSpan.ParseExact(offset[1..], @"hh\:mm", CultureInfo.InvariantCulture) * (offset[0] == '-' ? -1 : 1) : TimeSpan.Zero;
        if (zone.Duration() > TimeSpan.FromHours(14)) throw new FormatException(text);
        return new DateTimeOffset(local.AddTicks(ticks) - zone, TimeSpan.Zero);
    }

    private static string? Attribute(XElement element, string name) => element.Attribute(name)?.Value.Trim() is { Length: > 0 } text ? text : null;

    private static string? Last(XElement entry, string name) => entry.Elements(Atom + name).LastOrDefault() is { } element ? Flat(element) : null;

    private static string Flat(XElement element) => element.HasElements ? throw new FormatException(element.Name.LocalName) : element.Value;
}
