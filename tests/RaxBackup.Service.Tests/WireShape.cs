using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace RaxBackup.Service.Tests;

/// <summary>Holds an answer to a sample: every field of the sample is there, and of the same JSON kind.</summary>
internal static class WireShape
{
    // Flags that the samples show as texts, and the key's exponent, which arrives as a number of hexadecimal digits.
    private static readonly HashSet<string> LooseKinds = ["UseServiceNet", "ExponentHex"];

    public static void Compare(string path, JsonElement sample, JsonElement actual, List<string> missing)
    {
        if (sample.ValueKind == JsonValueKind.Object && actual.ValueKind == JsonValueKind.Object)
        {
            foreach (var field in sample.EnumerateObject())
            {
                if (!actual.TryGetProperty(field.Name, out var value))
                {
                    missing.Add($"{path}.{field.Name} is not there");
                }
                else if (!LooseKinds.Contains(field.Name))
                {
                    Compare($"{path}.{field.Name}", field.Value, value, missing);
                }
            }
        }
        else if (sample.ValueKind == JsonValueKind.Array && actual.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in actual.EnumerateArray().Where(_ => sample.GetArrayLength() > 0))
            {
                Compare(path + "[]", sample[0], item, missing);
            }
        }
        else if (Kind(sample) != Kind(actual) && sample.ValueKind != JsonValueKind.Null && actual.ValueKind != JsonValueKind.Null)
        {
            missing.Add($"{path} is {actual.ValueKind}, not {sample.ValueKind}");
        }
    }

    private static JsonValueKind Kind(JsonElement element) => element.ValueKind == JsonValueKind.False ? JsonValueKind.True : element.ValueKind;
}
