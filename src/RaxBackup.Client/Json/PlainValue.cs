using System.Collections.Specialized;
using System.Globalization;
using System.Linq;
using System.Numerics;
using Newtonsoft.Json.Linq;

namespace RaxBackup.Client.Json;

/// <summary>JSON as values that any caller knows.</summary>
internal static class PlainValue
{
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
