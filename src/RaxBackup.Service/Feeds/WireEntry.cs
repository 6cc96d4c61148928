using System;
using System.Text;

namespace RaxBackup.Service.Feeds;

/// <summary>
/// An entry as stored: the bytes of its XML, but for the service's own address in the link to itself, which depends on who asks.
/// That is put in at <paramref name="LinkAt"/>.
/// </summary>
internal readonly record struct WireEntry(byte[] Id, byte[] Xml, int LinkAt)
{
    private const string Prefix = "urn:uuid:";

    public static WireEntry Of(byte[] id, string beforeLink, string afterLink)
    {
        var head = Encoding.UTF8.GetByteCount(beforeLink);
        var xml = new byte[head + Encoding.UTF8.GetByteCount(afterLink)];
        Encoding.UTF8.GetBytes(beforeLink, xml);
        Encoding.UTF8.GetBytes(afterLink, xml.AsSpan(head));
        return new WireEntry(id, xml, head);
    }

    /// <summary>An id as it is stored: the 16 bytes of a UUID, or its text where it is none.</summary>
    public static byte[] IdOf(string id)
    {
        var bare = id.StartsWith(Prefix, StringComparison.Ordinal) ? id[Prefix.Length..] : id;
        return Guid.TryParseExact(bare, "D", out var guid) ? guid.ToByteArray(bigEndian: true) : Encoding.UTF8.GetBytes(bare);
    }

    /// <summary>A stored id as it is on the wire.</summary>
    public static string Urn(ReadOnlySpan<byte> id) =>
        Prefix + (id.Length == 16 ? new Guid(id, bigEndian: true).ToString() : Encoding.UTF8.GetString(id));
}

/// <summary>Takes an entry's bytes and the place of the service's address in them; they are gone when it returns.</summary>
internal delegate void EntrySink(ReadOnlySpan<byte> xml, int linkAt);
