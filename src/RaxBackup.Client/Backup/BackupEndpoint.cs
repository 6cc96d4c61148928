using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using RaxBackup.Client.Http;
using RaxBackup.Client.Identity;
using RaxBackup.Client.Json;

namespace RaxBackup.Client;

/// <summary>The Cloud Backup endpoints of a session, one a region: finds the address, sends, reads, and writes the region in.</summary>
internal sealed class BackupEndpoint(RequestPipeline pipeline, ITokens tokens, Catalog catalog, Session session, TimeProvider time)
{
    private readonly StartAfterWake wake = new(time);

    public async Task<T> ReadAsync<T>(string? region, Operation operation, Call call, Action<T>? complete = null) where T : class
    {
        var answer = await AnswerAsync(region, operation, call).ConfigureAwait(false);
        var value = WireJson.Read<T>(answer);
        if (value is Backup backup) backup.PercentComplete = answer.Progress;
        if (value is Restore restore) restore.PercentComplete = answer.Progress;
        complete?.Invoke(value);
        return InRegion(value, region);
    }

    public async Task<IReadOnlyList<T>> ListAsync<T>(string? region, Operation operation, Call call) where T : class
    {
        // Several regions may be read at the same time: an error is to tell which one it is about.
        var asked = operation.Target == null && region != null ? operation with { Words = $"{operation.Words} in {region}" } : operation;
        var list = WireJson.ReadList<T>(await AnswerAsync(region, asked, call).ConfigureAwait(false));
        foreach (var value in list) InRegion(value, region);
        return list;
    }

    /// <summary>Sends a start: a 403 just after this session's own wake is repeated (20 times at 1 s), -1 is BackupRefused.</summary>
    /// <returns>The id that the answer holds; 0 where it holds none and need not.</returns>
    public async Task<long> StartAsync(string? region, Operation operation, Call call, bool answersId = false)
    {
        var answer = await wake.StartAsync(() => AnswerAsync(region, operation, call), call).ConfigureAwait(false);
        var id = WireJson.ReadNumber(answer) ?? (answersId ? throw WireJson.Unreadable(answer, "it is empty, and not the id of a job") : 0);
        if (id >= 0) return id;

        var failure = Failure.Of(FailureKind.Refused, nameof(Text.BackupRefused), operation.CouldNot, id);
        failure.Operation = operation.Name;
        failure.Target = operation.Target;
        failure.Status = answer.Status;
        failure.RequestId = answer.RequestId;
        failure.RecommendedAction = "Check that the agent is online and enabled, and that no backup of this configuration runs.";
        throw failure;
    }

    public Task SendAsync(string? region, Operation operation, Call call) => AnswerAsync(region, operation, call);

    /// <summary>Sends the wake, and remembers it: starts have to be patient for a while.</summary>
    public async Task WakeAsync(string? region, Operation operation, Call call)
    {
        await AnswerAsync(region, operation, call).ConfigureAwait(false);
        wake.Woken();
    }

    /// <summary>The answer as it came; the path is below the tenant's address in the region.</summary>
    public Task<Answer> AnswerAsync(string? region, Operation operation, Call call) =>
        pipeline.SendAsync(new Request(operation, new Uri(catalog.Backup(region ?? session.Region!), operation.Path)) { Tokens = tokens }, call);

    private T InRegion<T>(T value, string? region)
    {
        if (value is IRegional regional) regional.Region = catalog.Region(region ?? session.Region!);
        return value;
    }
}
