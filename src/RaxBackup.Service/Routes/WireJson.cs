using System.Globalization;
using System.Text.Json;

namespace RaxBackup.Service.Routes;

/// <summary>Kinds of value that the wire writes in its own way.</summary>
internal static class WireJson
{
    /// <summary>A moment as <c>/Date(ms)/</c>, UTC.</summary>
    public static void WriteTime(this Utf8JsonWriter json, string name, long? milliseconds)
    {
        if (milliseconds is { } time)
        {
            json.WriteString(name, string.Create(CultureInfo.InvariantCulture, $"/Date({time})/"));
        }
        else
        {
            json.WriteNull(name);
        }
    }

    /// <summary>A public key; the exponent's hexadecimal digits stand there as if they were a decimal number.</summary>
    public static void WriteKey(this Utf8JsonWriter json, string name, string modulusHex, string exponentHex)
    {
        json.WriteStartObject(name);
        json.WriteString("ModulusHex", modulusHex);
        json.WritePropertyName("ExponentHex");
        json.WriteRawValue(exponentHex);
        json.WriteEndObject();
    }

    public static void WriteNumberOrNull(this Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
