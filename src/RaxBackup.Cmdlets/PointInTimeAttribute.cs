using System;
using System.Globalization;
using System.Management.Automation;

namespace RaxBackup.Cmdlets;

/// <summary>
/// A time written as text means the same in every culture, as PowerShell's own [datetime] does; left to the binder, 2020-01-31
/// would be read by the calendar of whoever runs the script. Without a zone it is this machine's time.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PointInTimeAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc />
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is string text
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var time)
            ? time
            : inputData;
}
