using System;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;
using RaxBackup.Service.State;
using Xunit;

namespace RaxBackup.Service.Tests;

/// <summary>A real service on a port of its own, with a scripted engine and a clock that stands still; logged in as its user.</summary>
public sealed class RunningService : IAsyncLifetime, IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    // Making a key is most of what a start costs.
    private static readonly Lazy<AgentKey> Key = new(AgentKey.Create);

    private readonly string? _stateFolder;

    public RunningService()
    {
    }

    internal RunningService(string? stateFolder, FakeTimeProvider? time = null) => (_stateFolder, Time) = (stateFolder, time ?? Time);

    internal FakeTimeProvider Time { get; } = new(Start);

    internal ScriptedEngine Engine { get; } = new();

    internal ServiceHost Host { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    public string Token { get; private set; } = "";

    internal Scope Scope => new(Host.TenantId, "DFW");

    public async Task InitializeAsync()
    {
        Host = await ServiceHost.StartAsync(new ServiceOptions { StateFolder = _stateFolder }, new ServiceClock(Time), _ => Engine, () => Key.Value);
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Host.Address };
        Token = await LogInAsync(ServiceHost.UserName, Host.ApiKey);
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await Host.DisposeAsync();
    }

    ValueTask IAsyncDisposable.DisposeAsync() => new(DisposeAsync());

    internal static async Task<RunningService> StartAsync(string? stateFolder = null, FakeTimeProvider? time = null)
    {
        var service = new RunningService(stateFolder, time);
        await service.InitializeAsync();
        return service;
    }

    public async Task<string> LogInAsync(string user, string apiKey)
    {
        var body = $$$$"""{"auth":{"RAX-KSKEY:apiKeyCredentials":{"username":"{{{{user}}}}","apiKey":"{{{{apiKey}}}}"}}}""";
        var answer = await SendAsync("POST", "v2.0/tokens", body, token: "");
        return answer.Json.At("access", "token", "id").GetString()!;
    }

    /// <summary>Adds a user of the service's tenant, or of another, and logs in.</summary>
    internal async Task<string> LogInAsAsync(Role role, string? tenant = null)
    {
        var name = Guid.NewGuid().ToString();
        Host.State.Users.Add(new User(name, tenant ?? Host.TenantId, "MossoCloudFS_other", role) { ApiKey = "key" });
        return await LogInAsync(name, "key");
    }

    public Task<Answer> GetAsync(string path, string? token = null) => SendAsync("GET", path, null, token);

    public async Task<Answer> SendAsync(string method, string path, string? body, string? token = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if ((token ?? Token) is { Length: > 0 } id)
        {
            request.Headers.Add("X-Auth-Token", id);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (body != null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        using var response = await Http.SendAsync(request);
        return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response);
    }

    public async Task<long> CreateConfigurationAsync(string name = "etc", string extra = "")
    {
        var answer = await SendAsync("POST", "v1.0/backup-configuration", Bodies.Configuration(Host.AgentId, name, extra));
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Json.GetProperty("BackupConfigurationId").GetInt64();
    }

    /// <summary>Starts a backup; its id.</summary>
    public async Task<long> StartBackupAsync(long configurationId)
    {
        var answer = await SendAsync("POST", "v1.0/backup/action-requested", $$"""{"Action":"StartManual","Id":{{configurationId}}}""");
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Json.GetInt64();
    }

    public async Task<long> RunBackupAsync(long configurationId)
    {
        var id = await StartBackupAsync(configurationId);
        await DoneAsync(JobKey.Backup(id));
        return id;
    }

    internal Task DoneAsync(JobKey job) => Host.Agents.Find(Host.AgentId)!.WhenDone(job);

    public async Task<long> CreateRestoreAsync(long backupId, string path = "/restored", bool overwrite = false)
    {
        var answer = await SendAsync("PUT", "v1.0/restore", Bodies.Restore(backupId, Host.AgentId, path, overwrite));
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Json.GetProperty("RestoreId").GetInt64();
    }
}

/// <summary>An answer, read to its end.</summary>
public sealed record Answer(int Status, string Text, HttpResponseMessage Response)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    /// <summary>The message of a fault.</summary>
    public string Message
    {
        get
        {
            foreach (var fault in Json.EnumerateObject())
            {
                Assert.Equal(Status, fault.Value.GetProperty("code").GetInt32());
                return fault.Value.GetProperty("message").GetString()!;
            }

            throw new InvalidOperationException(Text);
        }
    }

    public string? Header(string name) =>
        Response.Headers.TryGetValues(name, out var values) ||
            Response.Content.Headers.TryGetValues(name, out values) ? string.Join(",", values) : null;
}

/// <summary>Short ways into JSON.</summary>
internal static class JsonExtensions
{
    public static JsonElement At(this JsonElement element, params string[] path)
    {
        foreach (var name in path)
        {
            element = element.GetProperty(name);
        }

        return element;
    }

    public static string? Text(this JsonElement element, string name) => element.GetProperty(name).GetString();

    public static long Number(this JsonElement element, string name) => element.GetProperty(name).GetInt64();
}
