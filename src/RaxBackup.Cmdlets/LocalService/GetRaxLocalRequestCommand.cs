using System;
using System.Management.Automation;
using RaxBackup.Client;

namespace RaxBackup.Cmdlets;

/// <summary>Writes the journal of what reached a local service, oldest first.</summary>
[Cmdlet(VerbsCommon.Get, "RaxLocalRequest")]
[OutputType(typeof(LocalRequest))]
public sealed class GetRaxLocalRequestCommand : LocalServiceCmdlet
{
    /// <summary>Names of operations; wildcards are welcome.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(LocalOperationCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Operation { get; set; }

    /// <summary>Methods, such as POST.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Method { get; set; }

    /// <summary>Paths as they were sent, with the query or without; wildcards are welcome.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    /// <summary>Statuses of the answers.</summary>
    [Parameter]
    [ValidateRange(100, 599)]
    [WholeNumber]
    public int[]? StatusCode { get; set; }

    /// <summary>Only those that came at this time or later, by the service's clock.</summary>
    [Parameter]
    [PointInTime]
    public DateTimeOffset? After { get; set; }

    /// <summary>Only those that came before this time.</summary>
    [Parameter]
    [PointInTime]
    public DateTimeOffset? Before { get; set; }

    /// <summary>No more than so many, the newest.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    [WholeNumber]
    public int? Newest { get; set; }

    /// <inheritdoc />
    protected override void Process()
    {
        var filter = new RequestFilter
        {
            Operation = Operation,
            Method = Method,
            Path = Path,
            StatusCode = StatusCode,
            After = After,
            Before = Before,
            Newest = Newest,
        };
        WriteObject(Ask((api, call) => api.ListRequestsAsync(filter, call)), enumerateCollection: true);
    }
}
