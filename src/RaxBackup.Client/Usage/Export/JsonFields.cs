using System;
using System.Collections.Generic;
using Newtonsoft.Json;

namespace RaxBackup.Client.Usage.Export;

/// <summary>Columns as the properties of a JSON object, without those that have no value.</summary>
internal sealed class JsonFields(JsonTextWriter json) : IFields
{
    public void Text(string name, string? value)
    {
        if (value is null)
            return;
        json.WritePropertyName(name, escape: false);
        json.WriteValue(value);
    }

    public void Time(string name, DateTimeOffset? value)
    {
        if (value is not { } time)
            return;
        json.WritePropertyName(name, escape: false);
        json.WriteValue(UtcText.Of(time.UtcDateTime));
    }

    public void Count(string name, ulong? value)
    {
        if (value is not { } number)
            return;
        json.WritePropertyName(name, escape: false);
        json.WriteValue(number);
    }

    public void Number(string name, long? value)
    {
        if (value is not { } number)
            return;
        json.WritePropertyName(name, escape: false);
        json.WriteValue(number);
    }

    /// <summary>JSON has no word for what is no number.</summary>
    public void Real(string name, double? value)
    {
        if (value is not { } number || double.IsNaN(number) || double.IsInfinity(number))
            return;
        json.WritePropertyName(name, escape: false);
        json.WriteValue(number);
    }

    public void Flag(string name, bool? value)
    {
        if (value is not { } flag)
            return;
        json.WritePropertyName(name, escape: false);
        json.WriteValue(flag);
    }

    public void List(string name, IReadOnlyList<string>? value)
    {
        if (value is not { Count: > 0 })
            return;
        json.WritePropertyName(name, escape: false);
        json.WriteStartArray();
        foreach (var item in value)
            json.WriteValue(item);
        json.WriteEndArray();
    }
}
