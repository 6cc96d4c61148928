using System.Collections.Specialized;
using System.Globalization;
using System.Linq;
using System.Numerics;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using RaxBackup.Client.Http;

namespace RaxBackup.Client.Json;

/// <summary>JSON as values that any caller knows.</summary>
internal static class PlainValue
{
    /// <summary>What an answer holds: nothing, JSON, or else its text (a GUID comes without quotes).</summary>
    public static object? Read(Answer answer)
    {
        var text = answer.Text.Trim();
        if (text.Length == 0) return null;
        return text[0] is '{' or '[' or '"' || text is "null" or "true" or "false" || Regex.IsMatch(text, @"^-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$")
            ? Of(WireJson.ReadTree(answer))
            : text;
    }

    /// <returns>null, string, long (decimal where it does not fit), double, bool, object?[] or an OrderedDictionary by name.</returns>
    public static object? Of(JToken json) => json switch
    {
        JObject all => All(all),
        JArray list => list.Select(Of).ToArray(),
        JValue { Value: decimal number } => (double)number,
        JValue { Value: BigInteger number } => number >= new BigInteger(decimal.MinValue) && number <= new BigInteger(decimal.MaxValue)
            ? (decimal)number : number.ToString(CultureInfo.InvariantCulture),
        JValue value => value.Value,
        _ => null,
    };

    private static OrderedDictionary All(JObject json)
    {
        var all = new OrderedDictionary();
        foreach (var property in json.Properties()) all[property.Name] = Of(property.Value);
        return all;
    }
}
