using System;
using System.Globalization;
using System.Management.Automation;

namespace RaxBackup.Cmdlets;

/// <summary>The header Retry-After in either of its forms: a number or span is seconds, a time is a date as HTTP writes it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class RetryAfterAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc />
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var given = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return given is null ? null : HeaderOrNull(given) ?? throw new ArgumentTransformationMetadataException(Text.RetryAfterInvalid(given));
    }

    private static string? HeaderOrNull(object given) => given switch
    {
        DateTimeOffset time => Date(time),
        DateTime time => Date(time),
        TimeSpan span => Seconds(Math.Ceiling(span.TotalSeconds)),
        int or long => Seconds(Convert.ToDouble(given, CultureInfo.InvariantCulture)),
        string text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) => Seconds(seconds),
        string text when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var time) => Date(time),
        _ => null,
    };

    private static string Date(DateTimeOffset time) => time.ToUniversalTime().ToString("R", CultureInfo.InvariantCulture);

    private static string? Seconds(double seconds) =>
        seconds is >= 0 and <= int.MaxValue ? seconds.ToString("0", CultureInfo.InvariantCulture) : null;
}
