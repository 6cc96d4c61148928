using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Xml.Linq;

namespace RaxBackup.Service.State;

/// <summary>A usage event of the backup feed, before it has become text.</summary>
internal sealed record UsageEvent(string TenantId, string Region, string HostServerId, string Product, DateTimeOffset From, DateTimeOffset To)
{
    private static readonly XNamespace Core = "http://docs.rackspace.com/core/event";

    private const string EventType = "USAGE";

    /// <summary>The product's own quantities, by name.</summary>
    public IReadOnlyDictionary<string, long> Quantities { get; init; } = new Dictionary<string, long>();

    public Guid Id { get; } = Guid.NewGuid();

    private string TypeCategory => $"cloudbackup.{Product}.agent.{EventType.ToLowerInvariant()}";

    /// <summary>In the order of the reference's samples.</summary>
    public IReadOnlyList<string> Categories =>
        [$"tid:{TenantId}", $"rgn:{Region}", $"dc:{Region}1", $"rid:{HostServerId}", TypeCategory, $"type:{TypeCategory}"];

    /// <summary>The event element with its product, in the wire's form. It ends after it began, since the end is exclusive.</summary>
    public string ToXml()
    {
        XNamespace product = $"http://docs.rackspace.com/usage/cloudbackup/{Product}";
        return new XElement(
            Core + "event",
            new XAttribute("dataCenter", Region + "1"),
            new XAttribute("endTime", Time(To > From ? To : From.AddMilliseconds(1))),
            new XAttribute("environment", "LOCAL"),
            new XAttribute("id", Id),
            new XAttribute("region", Region),
            new XAttribute("resourceId", HostServerId),
            new XAttribute("startTime", Time(From)),
            new XAttribute("tenantId", TenantId),
            new XAttribute("type", EventType),
            new XAttribute("version", "1"),
            new XElement(
                product + "product",
                new XAttribute(XNamespace.Xmlns + "cb", product),
                Quantities.Select(q => new XAttribute(q.Key, q.Value)),
                new XAttribute("resourceType", "AGENT"),
                new XAttribute("serverID", HostServerId),
                new XAttribute("serviceCode", "CloudBackup"),
                new XAttribute("version", "1"))).ToString(SaveOptions.DisableFormatting);
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
