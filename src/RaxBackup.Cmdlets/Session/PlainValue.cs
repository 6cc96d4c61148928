using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace RaxBackup.Cmdlets;

/// <summary>PowerShell's objects as the client's plain values (text, numbers, flags, dictionaries, lists), and back.</summary>
internal static class PlainValue
{
    private const int DeepestLevel = 64;

    /// <summary>The plain value of what a person gave: hashtables and custom objects become dictionaries, their order kept.</summary>
    public static object? From(object? given) => From(given, DeepestLevel);

    private static object? From(object? given, int levels) => (given is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : given) switch
    {
        null => null,
        string text => text,
        Enum word => word.ToString(),
        SwitchParameter flag => flag.ToBool(),
        PSObject or IEnumerable when levels == 0 => throw Failures.Argument(nameof(Text.BodyTooDeep), Text.BodyTooDeep(DeepestLevel), given),
        IDictionary dictionary => dictionary.Keys.Cast<object>().ToDictionary(key => key.ToString()!, key => From(dictionary[key], levels - 1)),
        IEnumerable list => list.Cast<object?>().Select(item => From(item, levels - 1)).ToList(),
        PSObject custom => custom.Properties.ToDictionary(property => property.Name, property => From(property.Value, levels - 1)),
        var other => other,
    };

    /// <summary>The object of a plain value: dictionaries become custom objects.</summary>
    public static object? ToPSObject(object? plain)
    {
        switch (plain)
        {
            case string text:
                return text;
            case IDictionary dictionary:
                var custom = new PSObject();
                foreach (DictionaryEntry entry in dictionary)
                    custom.Properties.Add(new PSNoteProperty(entry.Key.ToString(), ToPSObject(entry.Value)));
                return custom;
            case IEnumerable list:
                return list.Cast<object?>().Select(ToPSObject).ToArray();
            default:
                return plain;
        }
    }
}
