using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Reflection;

namespace RaxBackup.Cmdlets;

/// <summary>
/// Makes of a copy (Import-Clixml, Receive-Job, remoting) an object of the type that it is a copy of, with values of the same types.
/// It has the facts alone: a copy of a session is not connected, and that of a local service has no API key.
/// </summary>
public sealed class CopyConverter : PSTypeConverter
{
    private const string Prefix = "Deserialized.";

    /// <inheritdoc />
    public override bool CanConvertFrom(PSObject sourceValue, Type destinationType) => TypeOrNull(sourceValue, destinationType) is not null;

    /// <inheritdoc />
    public override bool CanConvertFrom(object sourceValue, Type destinationType) =>
        sourceValue is PSObject copy && CanConvertFrom(copy, destinationType);

    /// <inheritdoc />
    public override object ConvertFrom(PSObject sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        Live(sourceValue, TypeOrNull(sourceValue, destinationType) ?? throw new PSInvalidCastException());

    /// <inheritdoc />
    public override object ConvertFrom(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        ConvertFrom(PSObject.AsPSObject(sourceValue), destinationType, formatProvider, ignoreCase);

    /// <inheritdoc />
    public override bool CanConvertTo(object sourceValue, Type destinationType) => false;

    /// <inheritdoc />
    public override object ConvertTo(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        throw new PSInvalidCastException();

    /// <summary>The type that it is a copy of, where that is one of ours which will do; else null.</summary>
    private static Type? TypeOrNull(PSObject copy, Type wanted) =>
        copy.TypeNames.FirstOrDefault() is { } name && name.StartsWith(Prefix, StringComparison.Ordinal)
        && wanted.Assembly == typeof(Session).Assembly
        && wanted.Assembly.GetType(name.Substring(Prefix.Length)) is { IsAbstract: false } type && wanted.IsAssignableFrom(type)
            ? type
            : null;

    private static object Live(PSObject copy, Type type)
    {
        var live = Activator.CreateInstance(type)!;
        foreach (var property in type.GetProperties().Where(property => property.CanWrite))
        {
            if (copy.Properties[property.Name] is { Value: { } value })
                property.SetValue(live, Value(value, property.PropertyType), null);
        }
        KeepNotes(copy, PSObject.AsPSObject(live));
        return live;
    }

    private static object? Value(object value, Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) switch
        {
            // By name: the numbers of another version may be others.
            { IsEnum: true } known => Enum.Parse(known, value.ToString()!, ignoreCase: true),
            var known when known == typeof(DateTimeOffset) => Time(value),
            { IsArray: true } known => Items(value, known.GetElementType()!),
            var known when known == typeof(IDictionary<string, string>) => Entries(value),
            var known when value is PSObject copy && TypeOrNull(copy, known) is { } live => Live(copy, live),
            var known => LanguagePrimitives.ConvertTo(value, known, CultureInfo.InvariantCulture),
        };

    /// <summary>A time arrives as its parts, and where nothing deeper was written, as text.</summary>
    private static DateTimeOffset Time(object value) =>
        value is PSObject { Properties: var parts } && parts["UtcTicks"]?.Value is long ticks && parts["Offset"]?.Value is TimeSpan offset
            ? new DateTimeOffset(ticks, TimeSpan.Zero).ToOffset(offset)
            : DateTimeOffset.Parse(value.ToString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static Array Items(object value, Type type)
    {
        var items = LanguagePrimitives.ConvertTo<object[]>(value);
        var live = Array.CreateInstance(type, items.Length);
        for (var i = 0; i < items.Length; i++)
            live.SetValue(items[i] is { } item ? Value(item, type) : null, i);
        return live;
    }

    private static Dictionary<string, string> Entries(object value)
    {
        var live = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in LanguagePrimitives.ConvertTo<IDictionary>(value))
            live[entry.Key.ToString()!] = entry.Value?.ToString()!;
        return live;
    }

    /// <summary>What somebody had added to the object comes along.</summary>
    private static void KeepNotes(PSObject copy, PSObject live)
    {
        foreach (var note in copy.Properties.Where(note => live.Properties[note.Name] is null).ToList())
            live.Properties.Add(new PSNoteProperty(note.Name, note.Value));
    }
}
