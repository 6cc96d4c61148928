using System;
using RaxBackup.Client.Http;

namespace RaxBackup.Client.Feeds;

/// <summary>Addresses within feeds.</summary>
internal static class FeedLink
{
    /// <summary>The feed's name in addresses.</summary>
    public static string NameOf(UsageService service) => service switch
    {
        UsageService.Backup => "backup",
        UsageService.BlockStorage => "cbs",
        UsageService.Files => "files",
        UsageService.Databases => "dbaas",
        _ => throw new ArgumentOutOfRangeException(nameof(service), service, null),
    };

    /// <summary>A link of a page, relative or not; the token goes with it, so it has to stay on the page's own host.</summary>
    public static Uri Resolve(Uri page, string link, Operation operation)
    {
        if (Uri.TryCreate(page, link.Trim(), out var address) && address.Scheme == page.Scheme && address.Authority == page.Authority) return address;
        var failure = Failure.Of(FailureKind.UnreadableAnswer, nameof(Text.LinkRefused), page.Authority, link);
        failure.Operation = operation.Name;
        failure.Target = link;
        throw failure;
    }
}
