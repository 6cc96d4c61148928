using System;
using System.Collections.Generic;

namespace RaxBackup.Client.Feeds;

/// <summary>One row for each product message and version that has a class; all others are kept whole.</summary>
internal static class Products
{
    private const string Usage = "http://docs.rackspace.com/usage/";

    private static readonly Dictionary<(string Namespace, string Version), Func<ProductElement, UsageProduct>> Known = new()
    {
        [(Usage + "cloudbackup/bandwidthIn", "1")] = p => new BackupBandwidthIn
        {
            BandwidthIn = p.Count("bandwidthIn"),
            ServerId = p.Find("serverID"),
        },
        [(Usage + "cloudbackup/bandwidthOut", "1")] = p => new BackupBandwidthOut
        {
            BandwidthOut = p.Count("bandwidthOut"),
            ServerId = p.Find("serverID"),
        },
        [(Usage + "cloudbackup/license", "1")] = p => new BackupLicense { ServerId = p.Find("serverID") },
        [(Usage + "cloudbackup/license", "3")] = p => new BackupLicense
        {
            ServerId = p.Find("serverID"),
            ServerName = p.Find("serverName"),
            External = p.Flag("external"),
        },
        [(Usage + "cloudbackup/storage", "1")] = p => new BackupStorage { Storage = p.Count("storage"), ServerId = p.Find("serverID") },
    };

    public static UsageProduct Read(ProductElement element)
    {
        var version = element.Find("version");
        var product = Known.TryGetValue((element.Namespace, version ?? ""), out var read)
            ? read(element)
            : new UnknownProduct { Namespace = element.Namespace, Attributes = element.Attributes };
        product.ServiceCode = element.Find("serviceCode");
        product.ResourceType = element.Find("resourceType");
        product.Version = version;
        return product;
    }
}
