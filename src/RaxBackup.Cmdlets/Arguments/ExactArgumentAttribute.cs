using System;
using System.Collections;
using System.Globalization;
using System.Linq;
using System.Management.Automation;

namespace RaxBackup.Cmdlets;

/// <summary>
/// An argument is taken for what it is, or refused with what was expected. PowerShell alone makes 2 of 1.5, 1 of $true, and 0, which may
/// well mean for ever, of an empty text. A null is left to PowerShell.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal abstract class ExactArgumentAttribute : ArgumentTransformationAttribute
{
    private const int LongestShown = 60;

    /// <inheritdoc />
    public sealed override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => inputData switch
    {
        null => null,
        _ when BaseOf(inputData) is IList list => list.Cast<object?>().Select(One).ToArray(),
        _ => One(inputData),
    };

    /// <summary>The value that was meant, or null where none can be. The text is what PowerShell shows of it.</summary>
    protected abstract object? Read(object value, string text);

    /// <summary>What to say where it cannot be used.</summary>
    protected abstract string Expected(string shown);

    private static object? BaseOf(object? given) => given is PSObject wrapped ? wrapped.BaseObject : given;

    private object One(object? given)
    {
        var text = (given is PSObject ? given.ToString() : Convert.ToString(given, CultureInfo.InvariantCulture)) ?? "";
        return (BaseOf(given) is { } value ? Read(value, text) : null) ?? throw new ArgumentTransformationMetadataException(Expected(Shown(text)));
    }

    private static string Shown(string text) => text.Length > LongestShown ? text.Substring(0, LongestShown) + "..." : text;
}
