using System;
using System.Globalization;
using Newtonsoft.Json;

namespace RaxBackup.Client.Json;

/// <summary>A scalar of the wire with its text and what the model makes of it.</summary>
internal sealed record Spelled(string Text, object? Value);

/// <summary>Reads any scalar by its text; a wrong one is told with its place.</summary>
internal sealed class ScalarConverter(Func<string, object?> parse) : JsonConverter
{
    public override bool CanWrite => false;

    public override bool CanConvert(Type objectType) => true;

    /// <returns>A <see cref="Spelled"/>; null for null.</returns>
    public override object? ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer)
    {
        var text = reader.TokenType switch
        {
            JsonToken.Null => null,
            JsonToken.Boolean => (bool)reader.Value! ? "true" : "false",
            JsonToken.String or JsonToken.Integer or JsonToken.Float => Convert.ToString(reader.Value, CultureInfo.InvariantCulture)!,
            _ => throw new FormatException($"a value is expected at {reader.Path}, not {reader.TokenType}"),
        };
        try
        {
            return text == null ? null : new Spelled(text, parse(text));
        }
        catch (FormatException cause)
        {
            throw new FormatException($"{cause.Message} (at {reader.Path})", cause);
        }
    }

    public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer) => throw new NotSupportedException();
}
