using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using RaxBackup.Client.Json;

namespace RaxBackup.Client.Http;

/// <summary>One request and its answer, once.</summary>
internal sealed class Exchange(HttpClient http, RetryPolicy policy, TimeProvider time)
{
    private const int LongestErrorBody = 64 * 1024;

    /// <summary>A mark for <see cref="Since"/>.</summary>
    public long Now => time.GetTimestamp();

    public TimeSpan Since(long mark) => time.GetElapsedTime(mark);

    /// <summary>Sends it; the answer is read to its end first, or as it comes where there is somebody to read it so.</summary>
    public async ValueTask<Attempt> RunAsync(Request request, Func<Answer, Stream, object>? read, string? token, Call call, CancellationToken stop)
    {
        HttpResponseMessage? response = null;
        try
        {
            using var message = Message.Of(request, token);
            Trace.Sent(call, message);
            var sent = Now;
            response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, stop).ConfigureAwait(false);
            Trace.Answered(call, response, Since(sent));

            // On .NET Framework a read from the network does not watch the token: closing it is what ends the read.
            using var closing = stop.Register(response.Dispose);
            return response.IsSuccessStatusCode || request.AlsoAnswers.Contains(response.StatusCode)
                ? await AnswerAsync(request, read, response, stop).ConfigureAwait(false)
                : await FailureAsync(request, token, response, call, stop).ConfigureAwait(false);
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            throw new OperationCanceledException(stop);
        }
        finally
        {
            response?.Dispose();
        }
    }

    private async Task<Attempt> AnswerAsync(Request request, Func<Answer, Stream, object>? read, HttpResponseMessage response, CancellationToken stop)
    {
        var content = response.Content;
        var head = new Answer(request.Operation, response.StatusCode, response.Headers, [], content.Headers.ContentType?.CharSet);
        if (read == null)
            return new Attempt(head with { Body = await BodyReader.ReadAllAsync(content, policy.LongestAnswer, stop).ConfigureAwait(false) ?? throw TooLong() });
        try
        {
            return new Attempt(await BodyReader.ReadAsync(content, policy.LongestAnswer, TooLong, body => read(head, body), stop).ConfigureAwait(false));
        }
        catch (BrokenAnswerException broken)
        {
            return new Attempt(null, WireJson.Unreadable(head, broken.Message, broken.InnerException), broken.MayMend && request.Operation.MayRepeat);
        }

        RaxBackupException TooLong() => Failure.Of(FailureKind.UnreadableAnswer, nameof(Text.AnswerTooLong), request.Operation.CouldNot, policy.LongestAnswer);
    }

    private async Task<Attempt> FailureAsync(Request request, string? token, HttpResponseMessage response, Call call, CancellationToken stop)
    {
        var operation = request.Operation;
        var text = await ErrorTextAsync(request, token, response, stop).ConfigureAwait(false);
        var error = ErrorBody.Read(text);
        if (text.Length > 0) call.Debug($"<- {error.Words ?? "(a body that says nothing)"}");

        var failure = FailureMap.OfAnswer(
            operation, response.StatusCode, response.ReasonPhrase, error.Words, text, Answer.RequestIdOf(response.Headers));
        if (RetryAfter.Read(response, error.RetryAt, time.GetUtcNow()) is not { } after)
            return new Attempt(null, failure, RetryPolicy.Repeats(operation.MayRepeat, (int)response.StatusCode, saysWhen: false));

        failure.RetryAt = time.GetUtcNow() + after;
        var repeats = RetryPolicy.Repeats(operation.MayRepeat, (int)response.StatusCode, saysWhen: true);
        if (!repeats || after <= policy.LongestRetryAfter) return new Attempt(null, failure, repeats, after);

        failure.Kind = FailureKind.LimitExceeded;
        failure.ErrorId = nameof(Text.LimitExceeded);
        failure.RecommendedAction = $"Try again after {failure.RetryAt:u}.";
        return new Attempt(null, failure);
    }

    private static async Task<string> ErrorTextAsync(Request request, string? token, HttpResponseMessage response, CancellationToken stop)
    {
        byte[] body;
        try
        {
            body = await BodyReader.ReadAsync(response.Content, LongestErrorBody, stop).ConfigureAwait(false);
        }
        catch (Exception) when (!stop.IsCancellationRequested)
        {
            body = []; // the status has told enough
        }
        var secrets = (request.Secrets?.Invoke() ?? []).Concat([token ?? ""]).Where(secret => secret.Length > 0);
        return secrets.Aggregate(Answer.ReadText(body, response.Content.Headers.ContentType?.CharSet), (text, secret) => text.Replace(secret, "***"));
    }
}
