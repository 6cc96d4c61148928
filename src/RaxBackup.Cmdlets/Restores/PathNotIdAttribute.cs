using System;
using System.Globalization;
using System.Management.Automation;

namespace RaxBackup.Cmdlets;

/// <summary>
/// A path that stands where an id may stand, too. A text of digits is an id (no full path looks like that): taken for a number,
/// it does not fit here, and the binder goes on to the id's own parameter.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PathNotIdAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc />
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is string text
        && long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var id)
            ? id
            : inputData;
}
