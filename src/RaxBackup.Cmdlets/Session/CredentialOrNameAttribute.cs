using System;
using System.Management.Automation;

namespace RaxBackup.Cmdlets;

/// <summary>
/// A credential, or a user name whose secret is then asked for. Unlike <see cref="CredentialAttribute" /> alone it leaves anything
/// else as it is, so that the binder can try a local service at the same position with its own parameter.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class CredentialOrNameAttribute : ArgumentTransformationAttribute
{
    private static readonly CredentialAttribute Credential = new();

    /// <inheritdoc />
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is string or PSCredential ? Credential.Transform(engineIntrinsics, inputData) : inputData;
}
