using System;
using System.Buffers;
using System.Security;
using System.Text;
using RaxBackup.Service.Feeds;

namespace RaxBackup.Service.Routes;

/// <summary>Feeds as Atom. The entries' bytes are those of the store.</summary>
internal sealed class XmlPageWriter(IBufferWriter<byte> output, FeedLinks links) : PageWriter
{
    private const string Declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    private const string Atom = "http://www.w3.org/2005/Atom";

    public override void Begin(FeedPage? page, FeedQuery query)
    {
        var text = new StringBuilder(Declaration).Append($"<feed xmlns=\"{Atom}\">");
        foreach (var (rel, href) in links.Of(page, query))
        {
            text.Append($"<link href=\"{SecurityElement.Escape(href)}\" rel=\"{rel}\"/>");
        }

        text.Append($"<id>urn:uuid:{Id(query)}</id><title type=\"text\">{links.Title}</title>");
        if (page != null)
        {
            text.Append($"<updated>{Time(page.Newest.Updated)}</updated>");
        }

        Encoding.UTF8.GetBytes(text.ToString(), output);
    }

    public override void Entry(ReadOnlySpan<byte> xml, int linkAt)
    {
        output.Write(xml[..linkAt]);
        output.Write(links.Root);
        output.Write(xml[linkAt..]);
    }

    public override void End() => output.Write("</feed>"u8);

    /// <summary>A document of one entry.</summary>
    public void Single(ReadOnlySpan<byte> xml, int linkAt)
    {
        Encoding.UTF8.GetBytes(Declaration, output);
        Entry(xml, linkAt);
    }
}
