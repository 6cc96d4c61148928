using System;
using System.Collections.Generic;
using System.Linq;

namespace RaxBackup.Client.Tests.Support;

/// <summary>Writes feed pages.</summary>
internal static class FeedPages
{
    public static string Page(IEnumerable<(string Id, DateTimeOffset Updated)> entries, string? previous = null, string? next = null) =>
        $"""
        <?xml version="1.0" encoding="utf-8"?>
        <atom:feed xmlns:atom="http://www.w3.org/2005/Atom">{Link("previous", previous)}{Link("next", next)}{string.Concat(entries.Select(entry => Entry(entry.Id, entry.Updated)))}</atom:feed>
        """;

    public static string Entry(string id, DateTimeOffset updated) =>
        $"""
        <atom:entry xmlns:atom="http://www.w3.org/2005/Atom"><atom:id>urn:uuid:{id}</atom:id><atom:content type="application/xml"><event xmlns="http://docs.rackspace.com/core/event"
        id="{id}" type="USAGE" resourceId="r-{id}" version="1"><s:product xmlns:s="http://docs.rackspace.com/usage/cloudbackup/storage" serviceCode="CloudBackup" resourceType="AGENT"
        storage="5" serverID="x" version="1"/></event></atom:content><atom:updated>{updated.UtcDateTime:O}</atom:updated></atom:entry>
        """;

    private static string Link(string rel, string? href) => href == null ? "" : $"<atom:link rel=\"{rel}\" href=\"{href.Replace("&", "&amp;")}\"/>";
}
