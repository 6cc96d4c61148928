using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace RaxBackup.Client.Tests.Mutation;

/// <summary>Answers that are JSON still, with other values, kinds and fields than the service is known to send.</summary>
internal static class TreeMutation
{
    private static readonly string[] Oddities =
    [
        "null", "true", "false", "\"\"", "\" \"", "\"true\"", "\"FALSE\"", "[]", "{}", "[null]", "[1]", "{\"a\":1}", "1.5", "1.0", "1e3", "-1", "-0", "0",
        "99999999999999999999", "1e400", "9223372036854775807", "-9223372036854775808", "2147483648", "\"12\"", "\"1.0\"", "\"12a\"", "\"1 2\"", "\"0x10\"", "\"٣\"",
        "\"/Date(1357817400000)/\"", "\"/Date(1357817400000-0500)/\"", "\"/Date(-62135578800000)/\"", "\"/Date(99999999999999999)/\"", "\"/Date()/\"", "\"2013-01-10T11:30:00Z\"",
        "\"00:04:33\"", "\"25:00:00\"", "\"1.02:03:04\"", "\"35.3 KB\"", "\"1 PB\"", "\"-5 MB\"", "\"Completed WithErrors\"", "\"completed\"", "\"8\"", "\"What Ever\"",
        "\"L2RhdGE=\"", "\"L2RhdGE\"", "\"\\u0000\"", "\"Eastern Standard Time\"", "\"Atlantis\"", "\"Daily\"", "\"Weekly\"", "\"PM\"", "\"10001\"",
    ];

    private static Gen<string> Value => Gen.Frequency(
        (3, Gen.Elements(Oddities)),
        (1, Gen.Choose(-3, 30).Select(number => number.ToString())),
        (1, from high in Gen.Choose(0, int.MaxValue) from low in Gen.Choose(0, int.MaxValue) select (((long)high << 31) + low).ToString()),
        (1, Gen.Choose(0, int.MaxValue).Select(number => $"\"/Date({number * 2000L})/\"")));

    public static Gen<string> Of(string json) =>
        from which in Gen.Choose(0, 9999)
        from kind in Gen.Choose(0, 9)
        from value in Value
        select Mutate(json, which, kind, value);

    private static string Mutate(string json, int which, int kind, string value)
    {
        var root = JsonNode.Parse(json)!;
        var places = Below(root).ToList();
        if (places.Count == 0) return value;
        var place = places[which % places.Count];
        switch (kind)
        {
            case 0 when place.Parent is JsonObject parent: parent.Remove(place.GetPropertyName()); break;
            case 1 when place.Parent is JsonObject parent: Rename(parent, place, place.GetPropertyName().ToUpperInvariant()); break;
            case 2 when place.Parent is JsonObject parent: parent["Unheard" + which] = JsonNode.Parse(value); break;
            case 3 when place.Parent is JsonArray list: list.Add(JsonNode.Parse(value)); break;
            default: place.ReplaceWith(JsonNode.Parse(value)); break;
        }
        return root.ToJsonString();
    }

    private static void Rename(JsonObject parent, JsonNode place, string name)
    {
        parent.Remove(place.GetPropertyName());
        parent[name] = place;
    }

    private static IEnumerable<JsonNode> Below(JsonNode node) => (node switch
    {
        JsonObject fields => fields.Select(field => field.Value),
        JsonArray items => items,
        _ => [],
    }).OfType<JsonNode>().SelectMany(child => Below(child).Prepend(child));
}
