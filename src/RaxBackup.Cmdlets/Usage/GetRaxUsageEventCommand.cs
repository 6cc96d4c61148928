using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using RaxBackup.Client.Feeds;

namespace RaxBackup.Cmdlets;

/// <summary>Reads usage events from the account's feeds, newest first, or one event by its id.</summary>
[Cmdlet(VerbsCommon.Get, "RaxUsageEvent", DefaultParameterSetName = "Feed")]
[OutputType(typeof(UsageEvent))]
public sealed class GetRaxUsageEventCommand : SessionCmdlet
{
    /// <summary>The services whose feeds to read; all four by default. With -EventId: the feed that has it.</summary>
    [Parameter(ParameterSetName = "Feed")]
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = "Id")]
    [OneOf(typeof(UsageService))]
    public UsageService[]? Service { get; set; }

    /// <summary>The event's id, with or without urn:uuid:.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Id")]
    [ValidateNotNullOrEmpty]
    public string EventId { get; set; } = "";

    /// <summary>The derived type category, such as cloudbackup.storage.agent.usage; wildcards are welcome.</summary>
    [Parameter(ParameterSetName = "Feed")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(UsageTypeCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Type { get; set; }

    /// <summary>The resource that was used, such as an agent's UUID.</summary>
    [Parameter(ParameterSetName = "Feed")]
    [ValidateNotNullOrEmpty]
    public string? ResourceId { get; set; }

    /// <summary>Only events updated at this time or later.</summary>
    [Parameter(ParameterSetName = "Feed")]
    [PointInTime]
    public DateTimeOffset? After { get; set; }

    /// <summary>Only events updated before this time.</summary>
    [Parameter(ParameterSetName = "Feed")]
    [PointInTime]
    public DateTimeOffset? Before { get; set; }

    /// <summary>No more than so many, the newest.</summary>
    [Parameter(ParameterSetName = "Feed")]
    [ValidateRange(1, int.MaxValue)]
    [WholeNumber]
    public int? Newest { get; set; }

    /// <summary>Entries asked for in one request.</summary>
    [Parameter(ParameterSetName = "Feed")]
    [ValidateRange(1, 1000)]
    [WholeNumber]
    public int PageSize { get; set; } = 1000;

    /// <summary>An entry's id to read from; needs one -Service and one region.</summary>
    [Parameter(ParameterSetName = "Feed")]
    [ValidateNotNullOrEmpty]
    public string? Marker { get; set; }

    /// <summary>Forward: entries newer than the marker, without it. Backward: the marker, then older ones.</summary>
    [Parameter(ParameterSetName = "Feed")]
    [ValidateSet("Forward", "Backward")]
    public string? Direction { get; set; }

    /// <inheritdoc />
    protected override void Process()
    {
        if (ParameterSetName == "Id")
            WriteFound((region, call) => UsageFeeds.FindAsync(Connection.Usage, region, ServicesToRead, EventId, call));
        else
            WriteEvents(Queries());
    }

    private IReadOnlyList<UsageService> ServicesToRead => Service ?? UsageFeeds.All;

    private void WriteEvents(IReadOnlyList<UsageQuery> queries)
    {
        var usage = Connection.Usage;
        var left = Newest ?? int.MaxValue;
        foreach (var outcome in Stream(call => usage.ReadNewestFirstAsync(queries, call)))
        {
            if (outcome.Event is { } found)
                WriteObject(found);
            else
                Tell(outcome);
            if (outcome.Event is not null && --left == 0)
                return;
        }
    }

    /// <summary>A feed that an account does not have is no error where all are read unasked.</summary>
    private void Tell(UsageOutcome outcome)
    {
        if (Service is null && outcome.Failure!.Kind == FailureKind.NotFound)
            WriteVerbose($"There is no {outcome.Query.Service} feed in {outcome.Query.Region ?? Connection.Session.Region}: {outcome.Failure.Message}");
        else
            Fail(outcome.Failure!);
    }

    private IReadOnlyList<UsageQuery> Queries()
    {
        IReadOnlyList<UsageQuery> queries = [.. Regions.SelectMany(region => ServicesToRead.Select(service => QueryOf(region, service)))];
        return Marker is null || queries.Count == 1
            ? queries
            : throw Failures.Argument(nameof(Text.MarkerNeedsOneFeed), Text.MarkerNeedsOneFeed, Marker);
    }

    private UsageQuery QueryOf(string? region, UsageService service) => new(region, service)
    {
        Type = Type,
        ResourceId = ResourceId,
        After = After,
        Before = Before,
        PageSize = PageSize,
        Marker = Marker,
        Direction = Direction?.ToLowerInvariant(),
    };
}
