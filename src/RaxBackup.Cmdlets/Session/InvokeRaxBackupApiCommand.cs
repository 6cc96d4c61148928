using System.Management.Automation;
using RaxBackup.Client;

namespace RaxBackup.Cmdlets;

/// <summary>Sends any request below the tenant's address, with the session's token, retries and errors.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "RaxBackupApi", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(PSObject))]
public sealed class InvokeRaxBackupApiCommand : SessionCmdlet
{
    /// <summary>The request's method.</summary>
    [Parameter]
    [ValidateSet("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH")]
    public string Method { get; set; } = "GET";

    /// <summary>The path below /v1.0/{tenant}/, such as agent/12.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The body: text is sent as it is, anything else as JSON.</summary>
    [Parameter]
    public object? Body { get; set; }

    /// <inheritdoc />
    protected override void Process()
    {
        var (raw, region, method) = (Connection.Raw, OneRegion, Method.ToUpperInvariant());
        if (method is "GET" or "HEAD" || ShouldProcess(Path, method))
        {
            var body = PlainValue.From(Body);
            if (Await(call => raw.RequestAsync(region, method, Path, body, call)) is { } answer)
                WriteObject(PlainValue.ToPSObject(answer), enumerateCollection: true);
        }
    }
}
