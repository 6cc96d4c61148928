using System;
using System.Net.Http;
using System.Threading.Tasks;
using RaxBackup.Client.Http;

namespace RaxBackup.Client.Tests.Support;

/// <summary>Pipelines in front of a scripted server.</summary>
internal static class Pipelines
{
    public static readonly Uri Address = new("https://dfw.backup.example.com/v1.0/1234/");

    /// <summary>Chance that is always at its most: delays are the full 1, 2, 4, ... seconds.</summary>
    public static RequestPipeline To(Server server, TimeProvider time, RetryPolicy? policy = null) =>
        new(new HttpClient(server), policy ?? new RetryPolicy { AttemptTimeout = TimeSpan.FromDays(1) }, time, () => 1);

    public static Task<Answer> SendAsync(this RequestPipeline pipeline, Operation operation, Call call, ITokens? tokens = null) =>
        pipeline.SendAsync(new Request(operation, new Uri(Address, operation.Path)) { Tokens = tokens }, call);

    /// <summary>A read: may be repeated.</summary>
    public static Operation Read => Operation.Get("GetAgent", "agent/42");

    /// <summary>A start: goes out once.</summary>
    public static Operation Start => Operation.PostOnce("StartBackup", "backup/action-requested", new ActionDraft("StartManual", 7));

    public static Task<RaxBackupException> FailsAsync(Func<Task> work) => Xunit.Assert.ThrowsAsync<RaxBackupException>(work);

    /// <summary>An answer that has come, for those who only read.</summary>
    public static Answer Answered(string body, Operation? operation = null, params (string, string)[] headers)
    {
        using var response = Server.Answer(200, "", headers);
        return new Answer(operation ?? Read, System.Net.HttpStatusCode.OK, response.Headers, System.Text.Encoding.UTF8.GetBytes(body), null);
    }
}
