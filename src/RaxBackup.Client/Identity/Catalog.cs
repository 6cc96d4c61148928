using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using RaxBackup.Client.Http;

namespace RaxBackup.Client.Identity;

/// <summary>One address of the service catalog; some have no region.</summary>
internal sealed record CatalogEndpoint(string Type, string? Region, string? TenantId, Uri Address);

/// <summary>The service catalog of a login.</summary>
internal sealed class Catalog(IReadOnlyList<CatalogEndpoint> endpoints)
{
    private const string BackupType = "rax:backup";

    /// <summary>Regions that have Cloud Backup, in the catalog's order.</summary>
    public string[] Regions { get; } = [.. endpoints.Where(e => e.Type == BackupType).Select(RegionOf).Distinct(StringComparer.OrdinalIgnoreCase)];

    public bool IsEmpty => endpoints.Count == 0;

    /// <summary>The region as the catalog spells it; RegionUnknown where it has none such.</summary>
    public string Region(string region)
    {
        if (Regions.Length == 0) throw Failure.Of(FailureKind.Forbidden, nameof(Text.ServiceNotInCatalog), "Cloud Backup");
        if (Array.Find(Regions, known => known.Equals(region, StringComparison.OrdinalIgnoreCase)) is { } found) return found;
        var failure = Failure.Of(FailureKind.InvalidArgument, nameof(Text.RegionUnknown), region, string.Join(", ", Regions));
        failure.Target = region;
        throw failure;
    }

    /// <summary>Where a login without a word about the region goes.</summary>
    public string DefaultRegion(string? asked, string? usersOwn) => asked is { Length: > 0 }
        ? Region(asked)
        : Array.Find(Regions, known => known.Equals(usersOwn, StringComparison.OrdinalIgnoreCase)) ?? Region(Regions.FirstOrDefault() ?? "");

    /// <summary>Cloud Backup in a region, with the tenant and a slash at the end.</summary>
    public Uri Backup(string region)
    {
        var known = Region(region);
        return Addresses.Folder(Addresses.Safe(endpoints.First(e => e.Type == BackupType && RegionOf(e) == known).Address));
    }

    /// <summary>Cloud Feeds in a region, without the tenant that the catalog puts there, with a slash at the end.</summary>
    public Uri Feeds(string region)
    {
        var feeds = InRegion("rax:feeds", region)
            ?? throw Failure.Of(FailureKind.Forbidden, nameof(Text.ServiceNotInCatalog), $"Cloud Feeds in {region}");
        var address = Addresses.Safe(feeds.Address).GetLeftPart(UriPartial.Path).TrimEnd('/');
        var lastSlash = address.LastIndexOf('/');
        var last = address.Substring(lastSlash + 1);
        return new Uri((last == feeds.TenantId || Regex.IsMatch(last, "^[0-9]+$") ? address.Substring(0, lastSlash) : address) + "/");
    }

    /// <summary>The id that the files feed is read by.</summary>
    public string NastId(string region) => (InRegion("object-store", region) ?? endpoints.FirstOrDefault(e => e.Type == "object-store"))?.TenantId
        ?? throw Failure.Of(FailureKind.Forbidden, nameof(Text.ServiceNotInCatalog), "Cloud Files");

    private CatalogEndpoint? InRegion(string type, string region) =>
        endpoints.FirstOrDefault(e => e.Type == type && region.Equals(e.Region, StringComparison.OrdinalIgnoreCase))
        ?? endpoints.FirstOrDefault(e => e.Type == type && e.Region == null);

    /// <summary>An endpoint without a region tells it in its host, or serves the world.</summary>
    private static string RegionOf(CatalogEndpoint endpoint)
    {
        if (endpoint.Region != null) return endpoint.Region;
        var host = Regex.Match(endpoint.Address.Host, "^([a-z]{3})[.]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        return host.Success ? host.Groups[1].Value.ToUpperInvariant() : "GLOBAL";
    }
}
