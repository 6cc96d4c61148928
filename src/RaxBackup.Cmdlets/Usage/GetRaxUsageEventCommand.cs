using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using RaxBackup.Client.Feeds;

namespace RaxBackup.Cmdlets;

/// <summary>
/// Reads usage events from the account's feeds: newest first for a look; oldest first, each once, with -CheckpointPath or -Follow; or one
/// event by its id.
/// </summary>
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

    /// <summary>
    /// A file that keeps how far the feeds have been taken: the next run with it goes on there. Events come oldest first. At most one page
    /// comes twice where a run was killed.
    /// </summary>
    [Parameter(ParameterSetName = "Feed")]
    [ValidateNotNullOrEmpty]
    public string? CheckpointPath { get; set; }

    /// <summary>Goes on reading as events come, oldest first, until it is stopped; without a checkpoint from now on.</summary>
    [Parameter(ParameterSetName = "Feed")]
    public SwitchParameter Follow { get; set; }

    /// <summary>Seconds between two looks of -Follow: 60, or 7 for each feed where they are many.</summary>
    [Parameter(ParameterSetName = "Feed")]
    [WholeNumber]
    [ValidateRange(1, 86400)]
    public int? PollIntervalSec { get; set; }

    /// <inheritdoc />
    protected override void Process()
    {
        if (ParameterSetName == "Id")
        {
            WriteFound((region, call) => UsageFeeds.FindAsync(Connection.Usage, region, ServicesToRead, EventId, call));
            return;
        }
        RequireCompatible();
        if (CheckpointPath is null && !Follow)
            WriteNewest(Queries());
        else
            WriteOldestFirst(Queries());
    }

    private IReadOnlyList<UsageService> ServicesToRead => Service is null ? UsageFeeds.All : [.. Service.Distinct()];

    private void WriteNewest(IReadOnlyList<UsageQuery> queries)
    {
        var usage = Connection.Usage;
        var left = Newest ?? int.MaxValue;
        foreach (var batch in Stream(call => usage.ReadNewestFirstAsync(queries, call)))
        {
            if (batch.Failure is { } failure)
                Tell(batch.Feed, failure);
            for (var i = 0; i < batch.Events.Count; i++)
            {
                WriteObject(batch.Events[i]);
                if (--left == 0)
                    return;
            }
        }
    }

    private void WriteOldestFirst(IReadOnlyList<UsageQuery> queries)
    {
        var usage = Connection.Usage;
        using var checkpoint = CheckpointPath is null ? null : Checkpoint.Open(FilePaths.New(SessionState.Path, CheckpointPath, isLiteral: true), Connection.Session);
        var feeds = queries.Select(query => usage.Position(query)).Select(start => checkpoint?.Position(start) ?? start)
            .Zip(queries, (position, query) => new FeedTail(usage, query, position, TimeProvider.System) { FromNow = checkpoint is null && After is null }).ToList();
        var tail = new UsageTail(TimeProvider.System, Follow ? TimeSpan.FromSeconds(PollIntervalSec ?? Math.Max(60, 7 * feeds.Count)) : null) { PageSize = PageSize };
        Write(Stream(call => tail.ReadAsync(feeds, call)), new UsageProgress(checkpoint, PageSize, Durability.Commit));
    }

    private void Write(IEnumerable<UsageBatch> batches, UsageProgress progress)
    {
        using var end = new UpstreamStop();
        var isOrderly = false;
        try
        {
            foreach (var batch in batches)
            {
                if (batch.Failure is { } failure)
                    Tell(batch.Feed, failure);
                progress.Expect(batch);
                Write(batch, progress, end);
                progress.TakeEnd(batch);
            }
            isOrderly = true;
        }
        finally
        {
            Leave(progress, isOrderly || end.IsSeen);
        }
    }

    /// <summary>The object that the pipeline ends with (Select-Object -First) was taken; one that a stop or an error fell into comes again.</summary>
    private void Write(UsageBatch batch, UsageProgress progress, UpstreamStop end)
    {
        var i = 0;
        try
        {
            for (; i < batch.Events.Count; i++)
            {
                end.IsSeen = false;
                WriteObject(batch.Events[i]);
                progress.Take(batch, i);
            }
        }
        catch (PipelineStoppedException) when (end.IsSeen && !IsStopped)
        {
            progress.Take(batch, i);
            throw;
        }
    }

    /// <summary>A failure on the way out must not hide the one that led there.</summary>
    private static void Leave(UsageProgress progress, bool isOrderly)
    {
        try
        {
            progress.Save();
        }
        catch (RaxBackupException) when (!isOrderly)
        {
        }
    }

    /// <summary>A feed that an account does not have is no error where all are read unasked.</summary>
    private void Tell(FeedPosition feed, RaxBackupException failure)
    {
        if (Service is null && failure.Kind == FailureKind.NotFound)
            WriteVerbose($"There is no {feed.Service} feed in {feed.Region}: {failure.Message}");
        else
            Fail(failure);
    }

    private void RequireCompatible()
    {
        if (PollIntervalSec is not null && !Follow)
            throw Failures.Argument(nameof(Text.PollIntervalNeedsFollow), Text.PollIntervalNeedsFollow, PollIntervalSec);
        foreach (var other in new[] { nameof(Newest), nameof(Marker), nameof(Direction) })
            Exclude(CheckpointPath is not null ? nameof(CheckpointPath) : Follow ? nameof(Follow) : null, other, Text.OldestFirst);
        Exclude(Follow ? nameof(Follow) : null, nameof(Before), Text.OldestFirst);
        Exclude(CheckpointPath is null ? null : nameof(CheckpointPath), "OutBuffer", Text.OutBufferLoses);
    }

    private void Exclude(string? given, string other, string why)
    {
        if (given is not null && MyInvocation.BoundParameters.ContainsKey(other))
            throw Failures.Argument(nameof(Text.ParametersExclusive), Text.ParametersExclusive(other, given, why), other);
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
