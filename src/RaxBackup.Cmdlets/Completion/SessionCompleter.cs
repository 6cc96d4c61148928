using System;
using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using RaxBackup.Client;

namespace RaxBackup.Cmdlets;

/// <summary>
/// The base of completers that ask the service. Whoever presses Tab is not to wait or to see an error: an answer is remembered for
/// some seconds, and what takes longer than two seconds or fails offers nothing.
/// </summary>
public abstract class SessionCompleter : IArgumentCompleter
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(10);

    private readonly ConditionalWeakTable<Connection, Memory> memories = new();

    /// <inheritdoc />
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            var connection = SessionStore.Find(Bare(fakeBoundParameters["Session"]) as Session);
            return connection is null ? [] : OffersOf(connection, Bare(fakeBoundParameters["Region"]) as string).Fitting(wordToComplete);
        }
        catch (Exception)
        {
            return [];
        }
    }

    /// <summary>Asks the service.</summary>
    private protected abstract Task<IReadOnlyList<Offer>> AskAsync(Connection connection, string? region, Call call);

    private IReadOnlyList<Offer> OffersOf(Connection connection, string? region)
    {
        var memory = memories.GetOrCreateValue(connection);
        var now = TimeProvider.System.GetTimestamp();
        if (memory.Offers is { } known && memory.Region == region && TimeProvider.System.GetElapsedTime(memory.Since, now) < Remembered)
            return known;
        // Silence is remembered too: whoever presses Tab again is not to wait again.
        (memory.Offers, memory.Region, memory.Since) = ([], region, now);
        return memory.Offers = AnswerOf(connection, region is "" or "*" ? null : region);
    }

    private IReadOnlyList<Offer> AnswerOf(Connection connection, string? region)
    {
        using var patience = new CancellationTokenSource();
        var asking = Task.Run(() => AskAsync(connection, region, new Call(patience.Token)), CancellationToken.None);
        if (asking.Wait(Patience))
            return asking.GetAwaiter().GetResult();
        patience.Cancel();
        return [];
    }

    private static object? Bare(object? bound) => bound is PSObject wrapped ? wrapped.BaseObject : bound;

    private sealed class Memory
    {
        public IReadOnlyList<Offer>? Offers { get; set; }
        public string? Region { get; set; }
        public long Since { get; set; }
    }
}
