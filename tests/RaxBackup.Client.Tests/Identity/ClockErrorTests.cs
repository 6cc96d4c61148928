using System;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using RaxBackup.Client.Tests.Support;
using RaxBackup.Client.Waiting;
using Xunit;

namespace RaxBackup.Client.Tests.Identity;

/// <summary>A machine whose clock is an hour off: what the service says of time is reckoned by the service's clock.</summary>
public sealed class ClockErrorTests
{
    private readonly QuickTime time = new();
    private readonly Server server = new();
    private readonly Listener listener = new();

    private static bool IsLogin(Received request) => request.Address.AbsolutePath.EndsWith("/tokens", StringComparison.Ordinal);

    private DateTimeOffset ServiceTime(int hoursAhead) => time.GetUtcNow() - TimeSpan.FromHours(hoursAhead);

    private (string, string) Date(int hoursAhead) => ("Date", ServiceTime(hoursAhead).ToString("R", CultureInfo.InvariantCulture));

    private Task<Connection> OpenAsync(int hoursAhead, TimeSpan life) => Connection.OpenAsync(
        Accounts.Options(server.Then(200, Accounts.Access(expires: ServiceTime(hoursAhead) + life), Date(hoursAhead)), time), listener.Call);

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task A_short_token_is_used_to_its_end_and_renewed_in_time(int hoursAhead)
    {
        using var connection = await OpenAsync(hoursAhead, TimeSpan.FromMinutes(30));
        server.Otherwise = request => IsLogin(request)
            ? Server.Answer(200, Accounts.Access("token-2", ServiceTime(hoursAhead).AddMinutes(30)), Date(hoursAhead))
            : Server.Answer(200, "[]");
        for (var i = 0; i < 3; i++) await connection.Agents.ListAsync(null, listener.Call);
        Assert.Equal(1, server.Requests.Count(IsLogin));

        time.Advance(TimeSpan.FromMinutes(26));
        for (var i = 0; i < 3; i++) await connection.Agents.ListAsync(null, listener.Call);
        Assert.Equal((2, "token-2"), (server.Requests.Count(IsLogin), server.Last.Token));
    }

    [Fact]
    public async Task A_session_made_with_a_passcode_does_not_end_early()
    {
        server.Then(401, "", ("WWW-Authenticate", "OS-MF sessionId='s', factor='PASSCODE'"))
            .Then(200, Accounts.Access(expires: ServiceTime(1).AddMinutes(30)), Date(1));
        var options = new ConnectOptions
        {
            IdentityUri = new Uri("https://identity.example.com/"), UserName = "jane", Secret = Accounts.Secure("p"), SecretIsPassword = true,
            Passcode = Accounts.Secure("1"), AttemptTimeout = TimeSpan.FromDays(1), Handler = server, Time = time,
        };
        using var connection = await Connection.OpenAsync(options, listener.Call);
        server.Otherwise = _ => Server.Answer(200, "[]");
        time.Advance(TimeSpan.FromMinutes(29));
        await connection.Agents.ListAsync(null, listener.Call);
        Assert.Equal("token-1", server.Last.Token);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task The_session_tells_the_services_own_time(int hoursAhead)
    {
        var expires = ServiceTime(hoursAhead).AddHours(24);
        using var connection = await OpenAsync(hoursAhead, TimeSpan.FromHours(24));
        Assert.Equal(expires, connection.Session.ExpiresAt);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task A_date_to_try_again_is_waited_for_by_the_services_clock(int hoursAhead)
    {
        using var connection = await OpenAsync(hoursAhead, TimeSpan.FromHours(24));
        var again = ServiceTime(hoursAhead).AddSeconds(20).ToString("R", CultureInfo.InvariantCulture);
        server.Then(503, "", ("Retry-After", again), Date(hoursAhead)).Then(200, "[]");
        await connection.Agents.ListAsync(null, listener.Call);
        Assert.Equal(20, Assert.Single(time.Waits).TotalSeconds);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task A_wait_for_a_job_looks_again_when_the_service_wants_it(int hoursAhead)
    {
        using var connection = await OpenAsync(hoursAhead, TimeSpan.FromHours(24));
        var begun = time.GetUtcNow();
        var again = ServiceTime(hoursAhead).AddMinutes(10).ToString("R", CultureInfo.InvariantCulture);
        server.Then(429, "", ("Retry-After", again), Date(hoursAhead)).Then(200, """{"BackupId":7,"CurrentState":"Completed"}""");
        var ended = await new JobWaiter(time).WaitAsync(
            [new WaitFor(7, null, "Backup 7")], (job, call) => connection.Backups.GetAsync(null, job.Id, call),
            backup => new JobProgress(backup.State, null, null), new WaitOptions(TimeSpan.FromSeconds(10)), listener.Call).ToListAsync();
        Assert.Equal(JobState.Completed, Assert.Single(ended).Value!.State);
        Assert.InRange(time.GetUtcNow() - begun, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(10.5));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task A_start_just_after_a_wake_is_as_patient_as_ever(int hoursAhead)
    {
        using var connection = await OpenAsync(hoursAhead, TimeSpan.FromHours(24));
        server.Then(200, "", Date(hoursAhead)).Then(403, "", Date(hoursAhead)).Then(200, "7", Date(hoursAhead));
        await connection.Agents.WakeAsync(null, listener.Call);
        Assert.Equal(7, await connection.Backups.StartAsync(null, 5, listener.Call));
        Assert.Equal([1.0], time.Waits.Select(wait => wait.TotalSeconds));
    }
}
