using System;
using System.Globalization;
using System.Linq;
using System.Security;
using System.Text;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Routes;

/// <summary>Feeds as Atom. Entries stand under a prefix, as in the reference's samples.</summary>
internal static class FeedXml
{
    private const string Declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    private const string Atom = "http://www.w3.org/2005/Atom";

    public static string Page(FeedPage page, FeedQuery query, FeedLinks links)
    {
        var text = new StringBuilder(Declaration).Append($"<feed xmlns=\"{Atom}\">");
        foreach (var (rel, href) in links.Of(page, query))
        {
            text.Append($"<link href=\"{Escape(href)}\" rel=\"{rel}\"/>");
        }

        text.Append($"<id>urn:uuid:{Id(query)}</id><title type=\"text\">{links.Title}</title>");
        if (page.Entries is [var newest, ..])
        {
            text.Append($"<updated>{Time(newest.Updated)}</updated>");
        }

        foreach (var entry in page.Entries)
        {
            Append(text, entry, links);
        }

        return text.Append("</feed>").ToString();
    }

    public static string Single(FeedEntry entry, FeedLinks links)
    {
        var text = new StringBuilder(Declaration);
        Append(text, entry, links);
        return text.ToString();
    }

    public static string Time(long milliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>A feed's own id: always the same for the same feed.</summary>
    public static Guid Id(FeedQuery query) =>
        new(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(query.Feed.ToString())).AsSpan(0, 16));

    private static void Append(StringBuilder text, FeedEntry entry, FeedLinks links)
    {
        text.Append($"<atom:entry xmlns:atom=\"{Atom}\"><atom:id>{entry.Urn}</atom:id>");
        text.AppendJoin("", entry.Terms.Select(t => $"<atom:category term=\"{Escape(t)}\"/>"));
        text.Append($"<atom:content type=\"application/xml\">{entry.EventXml}</atom:content>");
        text.Append($"<atom:link href=\"{Escape(links.Entry(entry))}\" rel=\"self\"/>");
        text.Append($"<atom:updated>{Time(entry.Updated)}</atom:updated><atom:published>{Time(entry.Updated)}</atom:published></atom:entry>");
    }

    private static string Escape(string text) => SecurityElement.Escape(text);
}
