using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security;
using System.Text;

namespace RaxBackup.Service.Feeds;

/// <summary>A usage event, before it has become an entry.</summary>
internal sealed record UsageEvent(UsageMessage Message, string TenantId, string Region)
{
    private const string Atom = "http://www.w3.org/2005/Atom";
    private const string Core = "http://docs.rackspace.com/core/event";

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The inner event's id; the entry's own unless told.</summary>
    public Guid? EventId { get; init; }

    public string Type { get; init; } = "USAGE";

    public string Version { get; init; } = "1";

    public string? ResourceId { get; init; }

    public string? ResourceName { get; init; }

    public string? ResourceType { get; init; } = Message.ResourceType;

    public string? Environment { get; init; }

    public string? RootAction { get; init; }

    public DateTimeOffset From { get; init; }

    /// <summary>When it ends; a snapshot has one time only, and this is it.</summary>
    public DateTimeOffset To { get; init; }

    /// <summary>The product's own values, by name; of those absent the attribute is left out.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();

    /// <summary>The entry as it is stored, stamped with its feed's time.</summary>
    public WireEntry ToEntry(FeedName feed, DateTimeOffset updated)
    {
        var urn = $"urn:uuid:{Id}";
        var product = $" xmlns:{Message.Prefix}=\"{Message.Namespace}\"";
        // Backup and files declare the namespaces with the entry, the others with the event.
        var (outside, inside) = Message.Title == null ? ($" xmlns=\"{Core}\"{product}", "") : ("", $" xmlns=\"{Core}\"{product}");
        var text = new StringBuilder(1024).Append($"<atom:entry xmlns:atom=\"{Atom}\"{outside}><atom:id>{urn}</atom:id>");
        foreach (var term in Categories())
        {
            text.Append("<atom:category term=\"").Append(term).Append("\"/>");
        }

        AppendTitle(text);
        text.Append("<atom:content type=\"application/xml\"><event").Append(inside);
        AppendAttributes(text, Message.EventAttributes, EventAttribute);
        text.Append("><").Append(Message.Prefix).Append(":product");
        AppendAttributes(text, Message.Attributes, ProductAttribute);
        text.Append("/></event></atom:content><atom:link href=\"");
        var time = updated.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        return WireEntry.Of(
            Id.ToByteArray(bigEndian: true), text.ToString(),
            $"{feed.Feed}/events/{feed.Tid}/entries/{urn}\" rel=\"self\"/>"
            + $"<atom:updated>{time}</atom:updated><atom:published>{time}</atom:published></atom:entry>");
    }

    private IEnumerable<string> Categories()
    {
        var about = ResourceType == null ? "" : $".{ResourceType.ToLowerInvariant()}";
        var type = $"{Message.ServiceCode.ToLowerInvariant()}.{Message.Product.Split('/')[^1]}{about}.{Type.ToLowerInvariant()}";
        return ((string?[])[$"tid:{TenantId}", $"rgn:{Region}", $"dc:{Region}1", ResourceId is { } id ? $"rid:{id}" : null, type, $"type:{type}"])
            .OfType<string>();
    }

    private void AppendTitle(StringBuilder text)
    {
        if (Message.Title is { } title)
        {
            text.Append("<atom:title").Append(Message.TitleType == null ? "" : $" type=\"{Message.TitleType}\"").Append($">{title}</atom:title>");
        }

        if (RootAction is { } action)
        {
            text.Append($"<atom:category term=\"{action}\"/>");
        }
    }

    private static void AppendAttributes(StringBuilder text, IReadOnlyList<string> names, Func<string, string?> value)
    {
        foreach (var name in names)
        {
            if (value(name) is { } said)
            {
                text.Append(' ').Append(name).Append("=\"").Append(SecurityElement.Escape(said)).Append('"');
            }
        }
    }

    private string? EventAttribute(string name) => name switch
    {
        "dataCenter" => Region + "1",
        "startTime" => Type == "USAGE_SNAPSHOT" ? null : Time(From),
        // It ends after it began, since the end is exclusive.
        "endTime" => Type == "USAGE_SNAPSHOT" ? null : Time(To > From ? To : From.AddMilliseconds(1)),
        "eventTime" => Type == "USAGE_SNAPSHOT" ? Time(To) : null,
        "environment" => Environment,
        "id" => (EventId ?? Id).ToString(),
        "region" => Region,
        "resourceId" => ResourceId,
        "resourceName" => ResourceName,
        "rootAction" => RootAction,
        "tenantId" => TenantId,
        "type" => Type,
        _ => Version,
    };

    private string? ProductAttribute(string name) => name switch
    {
        "resourceType" => ResourceType,
        "serviceCode" => Message.ServiceCode,
        "version" => Message.Version,
        _ => Values.GetValueOrDefault(name),
    };

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);
}
