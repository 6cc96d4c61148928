using System;
using System.Linq;

namespace RaxBackup.Cmdlets;

/// <summary>
/// One name of an enumeration, in any case or shortened as far as PowerShell allows. A number is taken where it is a member's, as JSON has it.
/// </summary>
internal sealed class OneOfAttribute(Type type) : ExactArgumentAttribute
{
    /// <inheritdoc />
    protected override object? Read(object value, string text) => value switch
    {
        Enum => value.GetType() == type && Enum.IsDefined(type, value) ? value : null,
        string => Named(text),
        int number => Named(text) ?? Numbered(number),
        long number => Numbered(number),
        _ => null,
    };

    /// <inheritdoc />
    protected override string Expected(string shown) => Text.OneOfExpected(shown, Enum.GetNames(type));

    /// <summary>What was once read from XML is a number that shows as its name.</summary>
    private object? Named(string text)
    {
        var name = text.Trim();
        var alike = Enum.GetNames(type).Where(one => name.Length > 0 && one.StartsWith(name, StringComparison.OrdinalIgnoreCase)).ToList();
        var found = alike.Find(one => one.Length == name.Length) ?? (alike.Count == 1 ? alike[0] : null);
        return found is null ? null : Enum.Parse(type, found);
    }

    private object? Numbered(long number) =>
        number is >= 0 and <= int.MaxValue && Enum.IsDefined(type, (int)number) ? Enum.ToObject(type, (int)number) : null;
}
