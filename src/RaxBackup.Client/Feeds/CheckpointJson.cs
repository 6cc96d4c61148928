using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace RaxBackup.Client.Feeds;

/// <summary>A checkpoint as text: { version, service, tenantId, feeds: [{ region, service, marker, updated, readTo }] }.</summary>
internal static class CheckpointJson
{
    private const int Version = 1;
    private static readonly JsonSerializerSettings Plain = new() { DateParseHandling = DateParseHandling.None, MaxDepth = 8 };

    /// <summary>The positions in a file; CheckpointInvalid where it is none, CheckpointForeign where it is of another tenant or service.</summary>
    public static IReadOnlyList<FeedPosition> Read(string path, string service, string? tenant)
    {
        try
        {
            var all = JsonConvert.DeserializeObject<JObject>(File.ReadAllText(path), Plain) ?? throw new FormatException("it is empty");
            if ((int?)Number(all) != Version) throw new FormatException($"its version is not {Version}");
            var (ofService, ofTenant) = (Text(all, "service"), Text(all, "tenantId"));
            var feeds = all["feeds"] as JArray ?? throw new FormatException("it has no list 'feeds'");
            var positions = feeds.Select(feed => Position(feed as JObject ?? throw new FormatException("a feed is not an object"))).ToList();
            return ofService.Equals(service, StringComparison.OrdinalIgnoreCase) && ofTenant == (tenant ?? "")
                ? positions
                : throw Failure.About(
                    path, FailureKind.Conflict, nameof(Client.Text.CheckpointForeign), path, $"{ofTenant} at {ofService}", $"{tenant} at {service}");
        }
        catch (Exception cause) when (cause is JsonException or FormatException or OverflowException or IOException or UnauthorizedAccessException)
        {
            throw Invalid(path, cause.Message, cause);
        }
    }

    public static string Write(string service, string? tenant, IEnumerable<FeedPosition> positions) => new JObject
    {
        ["version"] = Version,
        ["service"] = service,
        ["tenantId"] = tenant ?? "",
        ["feeds"] = new JArray(positions.Select(position => new JObject
        {
            ["region"] = position.Region,
            ["service"] = position.Service.ToString(),
            ["marker"] = position.Marker,
            ["updated"] = Time(position.Updated),
            ["readTo"] = Time(position.ReadTo),
        })),
    }.ToString(Formatting.Indented) + "\n";

    private static FeedPosition Position(JObject feed)
    {
        if (!Enum.TryParse<UsageService>(Text(feed, "service"), out var service) || !Enum.IsDefined(typeof(UsageService), service))
            throw new FormatException($"'{Text(feed, "service")}' is not a service");
        var position = new FeedPosition(Text(feed, "region"), service);
        position.Set(IsNull(feed, "marker") ? null : Text(feed, "marker"), Time(feed, "updated"));
        position.ReadTo = Time(feed, "readTo");
        return position;
    }

    private static string? Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset? Time(JObject from, string name) =>
        IsNull(from, name) ? null : FeedTime.Read(Text(from, name));

    private static bool IsNull(JObject from, string name) => from.TryGetValue(name, out var value) && value.Type == JTokenType.Null;

    private static long? Number(JObject all) => all["version"] is { Type: JTokenType.Integer } number ? (long)number : null;

    private static string Text(JObject from, string name) =>
        from[name] is { Type: JTokenType.String } text ? (string)text! : throw new FormatException($"it has no text '{name}'");

    private static RaxBackupException Invalid(string path, string why, Exception cause)
    {
        var failure = Failure.Of(FailureKind.InvalidRequest, nameof(Client.Text.CheckpointInvalid), cause, path, why);
        failure.Target = path;
        return failure;
    }
}
