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
    private const string Tail = "</feed>";

    private byte[]? _head;

    public override long? LengthOf(FeedPage? page, FeedQuery query) => page == null ? Head(page, query).Length + Tail.Length
        : page.Bytes is { } bytes ? Head(page, query).Length + bytes + (page.Count * links.Root.Length) + Tail.Length
        : null;

    public override void Begin(FeedPage? page, FeedQuery query) => output.Write(Head(page, query));

    private byte[] Head(FeedPage? page, FeedQuery query)
    {
        if (_head != null)
        {
            return _head;
        }

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

        return _head = Encoding.UTF8.GetBytes(text.ToString());
    }

    public override void Entry(ReadOnlySpan<byte> xml, int linkAt)
    {
        output.Write(xml[..linkAt]);
        output.Write(links.Root);
        output.Write(xml[linkAt..]);
    }

    public override void End() => Encoding.UTF8.GetBytes(Tail, output);

    /// <summary>A document of one entry.</summary>
    public void Single(ReadOnlySpan<byte> xml, int linkAt)
    {
        Encoding.UTF8.GetBytes(Declaration, output);
        Entry(xml, linkAt);
    }
}
