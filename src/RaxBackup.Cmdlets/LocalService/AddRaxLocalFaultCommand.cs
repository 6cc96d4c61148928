using System;
using System.Management.Automation;
using RaxBackup.Client;

namespace RaxBackup.Cmdlets;

/// <summary>Makes calls to a local service go wrong.</summary>
[Cmdlet(VerbsCommon.Add, "RaxLocalFault", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(LocalFault))]
public sealed class AddRaxLocalFaultCommand : LocalServiceCmdlet
{
    /// <summary>The calls to strike: the name of an operation, or a method (or *) and a path; wildcards are welcome.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(LocalOperationCompleter))]
    [ValidateNotNullOrEmpty]
    public string Operation { get; set; } = "";

    /// <summary>The status to answer with; the operation does not act then.</summary>
    [Parameter(Position = 1)]
    [ValidateRange(200, 599)]
    [WholeNumber]
    public int? StatusCode { get; set; }

    /// <summary>The header Retry-After: seconds, or a time.</summary>
    [Parameter]
    [RetryAfter]
    [ValidateNotNullOrEmpty]
    public string? RetryAfter { get; set; }

    /// <summary>The shape of the body to answer with.</summary>
    [Parameter]
    [OneOf(typeof(LocalFaultBody))]
    public LocalFaultBody? BodyKind { get; set; }

    /// <summary>The body to answer with.</summary>
    [Parameter]
    [AllowEmptyString]
    public string? Body { get; set; }

    /// <summary>The media type of -Body; JSON by default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ContentType { get; set; }

    /// <summary>How long to wait before anything else.</summary>
    [Parameter]
    [HoursAndMinutes]
    public TimeSpan? Delay { get; set; }

    /// <summary>Drops the connection before the operation acts, or after, in place of its answer.</summary>
    [Parameter]
    [OneOf(typeof(LocalFaultDrop))]
    public LocalFaultDrop? DropConnection { get; set; }

    /// <summary>Breaks the answer's body off after so many bytes.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue - 1)]
    [WholeNumber]
    public int? Truncate { get; set; }

    /// <summary>Ends the token that the request carries: a new login gets another.</summary>
    [Parameter]
    public SwitchParameter ExpireToken { get; set; }

    /// <summary>How many calls to strike; without limit where none is given.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    [WholeNumber]
    public int? Count { get; set; }

    /// <summary>How many calls to let pass first: the nth call is struck after n - 1.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    [WholeNumber]
    public int? Skip { get; set; }

    /// <summary>The chance, 0 to 1, that a call is struck.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    [Fraction]
    public double? Probability { get; set; }

    /// <summary>Where chance begins: the same seed strikes the same calls.</summary>
    [Parameter]
    [WholeNumber]
    public int? Seed { get; set; }

    /// <inheritdoc />
    protected override void Process()
    {
        var (draft, service) = (DraftOf().Checked(), Service);
        if (ShouldProcess(service.ToString(), $"Add a fault on {Operation}"))
            WriteObject(Ask((api, call) => api.AddFaultAsync(draft, call)));
    }

    private FaultDraft DraftOf() => FaultDraft.On(Operation) with
    {
        StatusCode = StatusCode,
        RetryAfter = RetryAfter,
        BodyKind = BodyKind?.ToString(),
        Body = Body,
        ContentType = ContentType,
        DelayMs = FaultDraft.Milliseconds(Delay),
        Drop = DropConnection?.ToString(),
        Truncate = Truncate,
        ExpireToken = ExpireToken ? true : null,
        Count = Count,
        Skip = Skip,
        Probability = Probability,
        Seed = Seed,
    };
}
