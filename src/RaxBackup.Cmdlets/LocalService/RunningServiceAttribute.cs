using System;
using System.Management.Automation;

namespace RaxBackup.Cmdlets;

/// <summary>Finds a local service of this process by its address, which is what faults and requests carry of it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class RunningServiceAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc />
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var given = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (given is not (Uri or string))
            return inputData;
        return Uri.TryCreate(given.ToString(), UriKind.Absolute, out var address) && RunningServices.At(address) is { } found
            ? found
            : throw new ArgumentTransformationMetadataException(Text.LocalServiceUnknown($"{given}"));
    }
}
