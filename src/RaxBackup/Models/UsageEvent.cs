using System;
using System.Collections.Generic;

namespace RaxBackup;

/// <summary>One entry of a usage feed (Cloud Feeds), with its core event and its product.</summary>
public class UsageEvent
{
    /// <summary>The entry's id as in the feed: <c>urn:uuid:...</c>.</summary>
    public string? Id { get; set; }
    /// <summary>The same id, bare.</summary>
    public string? EventId { get; set; }
    /// <summary>Id of the event within the entry.</summary>
    public string? SourceEventId { get; set; }
    /// <summary>The feed that it was read from.</summary>
    public UsageService Service { get; set; }
    /// <summary>Derived category, such as <c>cloudbackup.bandwidthIn.agent.usage</c>.</summary>
    public string? Type { get; set; }
    /// <summary>Kind of event on the wire: USAGE, USAGE_SNAPSHOT, CREATE, ...</summary>
    public string? EventType { get; set; }
    /// <summary>Region of the event; where it names none, of the feed.</summary>
    public string? Region { get; set; }
    /// <summary>Data center of the event.</summary>
    public string? DataCenter { get; set; }
    /// <summary>Tenant of the event.</summary>
    public string? TenantId { get; set; }
    /// <summary>The resource that was used, such as an agent's UUID.</summary>
    public string? ResourceId { get; set; }
    /// <summary>Name of that resource.</summary>
    public string? ResourceName { get; set; }
    /// <summary>Environment, such as PROD.</summary>
    public string? Environment { get; set; }
    /// <summary>Start of the span, inclusive (UTC).</summary>
    public DateTimeOffset? StartTime { get; set; }
    /// <summary>End of the span, exclusive (UTC).</summary>
    public DateTimeOffset? EndTime { get; set; }
    /// <summary>Moment of a snapshot (UTC); such events have no span.</summary>
    public DateTimeOffset? EventTime { get; set; }
    /// <summary>When the entry was published (UTC).</summary>
    public DateTimeOffset? Published { get; set; }
    /// <summary>When the entry was last changed (UTC): the feed's own order.</summary>
    public DateTimeOffset? Updated { get; set; }
    /// <summary>Every category of the entry, as it stands.</summary>
    public string[] Categories { get; set; } = Array.Empty<string>();
    /// <summary>What was used: one class for each kind of message.</summary>
    public UsageProduct? Product { get; set; }
    /// <summary>The entry's content as it stands (XML, or JSON where the feed is), where it is no core event; null where it is one.</summary>
    public string? Content { get; set; }
}

/// <summary>The four usage feeds.</summary>
public enum UsageService
{
    /// <summary>Cloud Backup (feed <c>backup</c>).</summary>
    Backup,
    /// <summary>Cloud Block Storage (feed <c>cbs</c>).</summary>
    BlockStorage,
    /// <summary>Cloud Files (feed <c>files</c>, read by the NAST id).</summary>
    Files,
    /// <summary>Cloud Databases (feed <c>dbaas</c>).</summary>
    Databases,
}

/// <summary>What every product message has.</summary>
public class UsageProduct
{
    /// <summary>Service that reports it, such as <c>CloudBackup</c>.</summary>
    public string? ServiceCode { get; set; }
    /// <summary>Kind of resource, such as <c>AGENT</c>.</summary>
    public string? ResourceType { get; set; }
    /// <summary>Version of the message.</summary>
    public string? Version { get; set; }
    /// <summary>What was used, short; the views show it, and it outlives serialization.</summary>
    public override string ToString() => ResourceType ?? "";
}

/// <summary>A product message that this version does not know: kept whole.</summary>
public class UnknownProduct : UsageProduct
{
    /// <summary>XML namespace of the message.</summary>
    public string? Namespace { get; set; }
    /// <summary>Attributes by their names on the wire; what a message holds beside attributes, as XML, under <c>#content</c>.</summary>
    public IDictionary<string, string> Attributes { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);
    /// <summary>The last part of the namespace, such as <c>bandwidthIn</c>.</summary>
    public override string ToString() => Namespace is null ? "" : Namespace.Substring(Namespace.LastIndexOf('/') + 1);
}
