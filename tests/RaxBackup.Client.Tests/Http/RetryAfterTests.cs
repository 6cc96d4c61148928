using System;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using RaxBackup.Client.Tests.Support;
using Xunit;

namespace RaxBackup.Client.Tests.Http;

/// <summary>Retry-After: seconds or a date, short or long, or a fault's retryAt.</summary>
public sealed class RetryAfterTests
{
    private readonly QuickTime time = new();
    private readonly Listener listener = new();

    private static string Date(double secondsFromStart) => QuickTime.Start.AddSeconds(secondsFromStart).ToString("R", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("7", 7)]
    [InlineData("0", 0)]
    [InlineData("120", 120)]
    public async Task Seconds_are_waited_for_and_said(string header, double seconds)
    {
        var server = new Server().Then(429, "", ("Retry-After", header)).Then(200, "{}");
        await Pipelines.To(server, time).SendAsync(Pipelines.Read, listener.Call);
        Assert.Equal([seconds], time.Waits.Select(wait => wait.TotalSeconds).DefaultIfEmpty());
        var said = Assert.Single(listener.Verbose);
        Assert.Contains($"again in {seconds} s, as the service asks", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(45, 45)]
    [InlineData(-30, 0)]
    public async Task A_date_is_waited_for(double fromNow, double seconds)
    {
        var server = new Server().Then(503, "", ("Retry-After", Date(fromNow))).Then(200, "{}");
        await Pipelines.To(server, time).SendAsync(Pipelines.Read, listener.Call);
        Assert.Equal([seconds], time.Waits.Select(wait => wait.TotalSeconds).DefaultIfEmpty());
    }

    [Fact]
    public async Task A_date_is_reckoned_by_the_services_own_clock()
    {
        var server = new Server().Then(503, "", ("Retry-After", Date(3610)), ("Date", Date(3600))).Then(200, "{}");
        await Pipelines.To(server, time).SendAsync(Pipelines.Read, listener.Call);
        Assert.Equal(10, Assert.Single(time.Waits).TotalSeconds);
    }

    [Theory]
    [InlineData(413)]
    [InlineData(429)]
    [InlineData(503)]
    public async Task What_may_be_sent_once_is_repeated_when_the_service_says_when(int status)
    {
        var server = new Server().Then(status, "", ("Retry-After", "3")).Then(200, "5");
        await Pipelines.To(server, time).SendAsync(Pipelines.Start, listener.Call);
        Assert.Equal(2, server.Requests.Count);
    }

    [Theory]
    [InlineData(true, "121")]
    [InlineData(false, "3600")]
    public async Task More_than_two_minutes_are_not_waited_for_but_told(bool mayRepeat, string seconds)
    {
        foreach (var status in new[] { 413, 429, 503 })
        {
            var server = new Server().Then(status, "", ("Retry-After", seconds));
            var failure = await Pipelines.FailsAsync(
                () => Pipelines.To(server, time).SendAsync(mayRepeat ? Pipelines.Read : Pipelines.Start, listener.Call));
            Assert.Equal((FailureKind.LimitExceeded, "LimitExceeded"), (failure.Kind, failure.ErrorId));
            Assert.Equal(QuickTime.Start.AddSeconds(int.Parse(seconds)), failure.RetryAt);
            Assert.Empty(time.Waits);
        }
    }

    [Fact]
    public async Task A_fault_may_tell_the_time_in_its_body()
    {
        var body = $"{{\"overLimit\":{{\"code\":413,\"message\":\"Too many.\",\"retryAt\":\"{QuickTime.Start.AddSeconds(30):yyyy-MM-ddTHH:mm:ssZ}\"}}}}";
        await Pipelines.To(new Server().Then(413, body).Then(200), time).SendAsync(Pipelines.Read, listener.Call);
        Assert.Equal(30, Assert.Single(time.Waits).TotalSeconds);
    }

    [Fact]
    public async Task When_the_retries_are_used_up_the_failure_carries_the_time()
    {
        var server = new Server { Otherwise = _ => Server.Answer(429, "", ("Retry-After", "10")) };
        var failure = await Pipelines.FailsAsync(() => Pipelines.To(server, time).SendAsync(Pipelines.Read, listener.Call));
        Assert.Equal(6, server.Requests.Count);
        Assert.Equal(QuickTime.Start.AddSeconds(60), failure.RetryAt);
    }
}
