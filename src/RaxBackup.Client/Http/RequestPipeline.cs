using System;
using System.IO;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace RaxBackup.Client.Http;

/// <summary>
/// The one way out: every request, to Identity, Backup and Feeds alike, is built, given its token, sent, repeated, traced and its
/// failure named here.
/// </summary>
internal sealed class RequestPipeline
{
    private static readonly ResiliencePropertyKey<Call> CallKey = new("call");

    private readonly Exchange exchange;
    private readonly RetryPolicy policy;
    private readonly ResiliencePipeline<Attempt> retry;
    private readonly ResiliencePipeline timeout;

    public RequestPipeline(HttpClient http, RetryPolicy policy, TimeProvider time, Func<double> random)
    {
        exchange = new Exchange(http, policy, time);
        this.policy = policy;
        timeout = TimeoutOf(policy, time);
        retry = RetryOf(policy, time, random);
    }

    /// <summary>The answer; throws RaxBackupException, or OperationCanceledException when the caller has stopped.</summary>
    public async Task<Answer> SendAsync(Request request, Call call) => (Answer)await RunAsync(request, null, call).ConfigureAwait(false);

    /// <summary>
    /// What is read of the answer as it comes, on a thread of the pool: the reading is part of the attempt, so that a body that breaks off
    /// is asked for again. The answer that is given has no body; BrokenAnswerException tells that it cannot be read.
    /// </summary>
    public async Task<T> SendAsync<T>(Request request, Func<Answer, Stream, T> read, Call call) where T : class =>
        (T)await RunAsync(request, read, call).ConfigureAwait(false);

    private async Task<object> RunAsync(Request request, Func<Answer, Stream, object>? read, Call call)
    {
        var context = ResilienceContextPool.Shared.Get(call.Stop);
        context.Properties.Set(CallKey, call);
        try
        {
            var mayLogIn = request.Tokens != null;
            var next = request;
            var last = await retry.ExecuteAsync(async _ =>
            {
                var token = await TokenAsync(request, call).ConfigureAwait(false);
                var sent = next;
                next = request.Again;
                var attempt = await TryAsync(sent, read, token, call).ConfigureAwait(false);
                if (attempt.Failure?.Status != System.Net.HttpStatusCode.Unauthorized || !mayLogIn) return attempt;
                mayLogIn = false;
                token = await request.Tokens!.ReplaceAsync(token!, call).ConfigureAwait(false);
                return await TryAsync(sent, read, token, call).ConfigureAwait(false);
            }, context).ConfigureAwait(false);
            if (last.Answer != null) return last.Answer;
            call.Stop.ThrowIfCancellationRequested();
            throw last.Failure!;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static async Task<string?> TokenAsync(Request request, Call call) =>
        request.Tokens == null ? null : await request.Tokens.GetAsync(call).ConfigureAwait(false);

    private async Task<Attempt> TryAsync(Request request, Func<Answer, Stream, object>? read, string? token, Call call)
    {
        var sent = exchange.Now;
        try
        {
            return await timeout.ExecuteAsync(stop => exchange.RunAsync(request, read, token, call, stop), call.Stop).ConfigureAwait(false);
        }
        catch (Exception) when (call.Stop.IsCancellationRequested)
        {
            throw new OperationCanceledException(call.Stop);
        }
        catch (RaxBackupException failure)
        {
            return new Attempt(null, failure);
        }
        catch (Exception cause)
        {
            var silence = new Silence(cause) { TimedOut = cause is TimeoutRejectedException };
            Trace.Silent(call, silence.Words, exchange.Since(sent));
            var failure = FailureMap.OfSilence(request.Operation, request.Address, silence, policy.AttemptTimeout);
            return new Attempt(null, failure, silence.Repeats && (request.Operation.MayRepeat || silence.NeverSent));
        }
    }

    private static ResiliencePipeline TimeoutOf(RetryPolicy policy, TimeProvider time) => policy.AttemptTimeout <= TimeSpan.Zero
        ? ResiliencePipeline.Empty
        : new ResiliencePipelineBuilder { TimeProvider = time }.AddTimeout(policy.AttemptTimeout).Build();

    private static ResiliencePipeline<Attempt> RetryOf(RetryPolicy policy, TimeProvider time, Func<double> random) => policy.MaximumRetryCount <= 0
        ? ResiliencePipeline<Attempt>.Empty
        : new ResiliencePipelineBuilder<Attempt> { TimeProvider = time }.AddRetry(new RetryStrategyOptions<Attempt>
        {
            MaxRetryAttempts = policy.MaximumRetryCount,
            ShouldHandle = args => new ValueTask<bool>(args.Outcome.Result?.Repeats == true),
            DelayGenerator = args => new ValueTask<TimeSpan?>(args.Outcome.Result!.RetryAfter ?? policy.Backoff(args.AttemptNumber, random())),
            OnRetry = args =>
            {
                Tell(args, policy);
                return default;
            },
        }).Build();

    private static void Tell(OnRetryArguments<Attempt> retry, RetryPolicy policy)
    {
        var attempt = retry.Outcome.Result!;
        var asked = attempt.RetryAfter == null ? "" : ", as the service asks";
        var count = $"retry {retry.AttemptNumber + 1} of {policy.MaximumRetryCount}";
        retry.Context.Properties.GetValue(CallKey, null!)!.Verbose(
            attempt.Failure!, $"Trying again in {retry.RetryDelay.TotalSeconds:0.#} s{asked} ({count}).");
    }
}
