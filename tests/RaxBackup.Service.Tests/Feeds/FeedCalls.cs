using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using System.Xml.Linq;
using Xunit;

namespace RaxBackup.Service.Tests.Feeds;

/// <summary>What tests of feeds ask of a service.</summary>
internal static class FeedCalls
{
    public static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    public const string Json = "application/vnd.rackspace.atom+json";

    public static string Path(this RunningService service, string feed = "backup", string region = "dfw") =>
        $"{region}/{feed}/events/{(feed == "files" ? service.Host.State.Meta.NastId : service.Host.TenantId)}";

    public static Task<Answer> OwnAsync(this RunningService service, string method, string path, string? body) =>
        service.SendAsync(method, "_service/" + path, body, "", ("X-Api-Key", service.Host.ApiKey));

    public static async Task GenerateAsync(this RunningService service, string order)
    {
        var answer = await service.OwnAsync("POST", "events", order);
        Assert.True(answer.Status == 201, answer.Text);
    }

    /// <summary>Publishes; the ids that it got.</summary>
    public static async Task<List<string>> PublishAsync(this RunningService service, string xml, string feed = "backup", string query = "")
    {
        var answer = await service.OwnAsync("POST", $"events/{feed}{query}", xml);
        Assert.True(answer.Status == 201, answer.Text);
        return [.. answer.Json.GetProperty("ids").EnumerateArray().Select(id => id.GetString()!)];
    }

    public static async Task<XElement> PageAsync(this RunningService service, string address)
    {
        var answer = await service.GetAsync(address);
        Assert.True(answer.Status == 200, answer.Text);
        return XDocument.Parse(answer.Text, LoadOptions.PreserveWhitespace).Root!;
    }

    public static Task<Answer> JsonAsync(this RunningService service, string address) =>
        service.SendAsync("GET", address, null, null, ("Accept", Json));

    public static IEnumerable<string> Ids(this XElement page) => page.Elements(Atom + "entry").Select(e => e.Element(Atom + "id")!.Value);

    public static string? Link(this XElement page, string rel) =>
        page.Elements(Atom + "link").SingleOrDefault(l => l.Attribute("rel")!.Value == rel)?.Attribute("href")!.Value;

    /// <summary>Every entry, newest first, by way of the links.</summary>
    public static async Task<List<XElement>> AllAsync(this RunningService service, string address)
    {
        var all = new List<XElement>();
        for (var next = address; next != null;)
        {
            var page = await service.PageAsync(next);
            all.AddRange(page.Elements(Atom + "entry"));
            next = page.Link("next");
        }

        return all;
    }
}
