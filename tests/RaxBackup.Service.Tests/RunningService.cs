using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;
using RaxBackup.Service.Engines;
using RaxBackup.Service.State;
using Xunit;

namespace RaxBackup.Service.Tests;

/// <summary>A real service on a port of its own, with a scripted engine and a clock that stands still; logged in as its user.</summary>
public sealed class RunningService : IAsyncLifetime, IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    // Making keys is most of what a start costs; agents after the first get the second one.
    private static readonly Lazy<AgentKey>[] Keys = [new(AgentKey.Create), new(AgentKey.Create)];

    private static readonly Lazy<string> Seeds = new(() =>
    {
        var folder = Directory.CreateTempSubdirectory("raxbackup-test-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    });

    private readonly ServiceOptions _options = new();
    private int _keysMade;

    public RunningService()
    {
    }

    internal RunningService(ServiceOptions options, FakeTimeProvider? time = null) => (_options, Time) = (options, time ?? Time);

    internal FakeTimeProvider Time { get; } = new(Start);

    internal ScriptedEngine Engine { get; } = new();

    /// <summary>Another engine than the scripted one, by the vault's folder.</summary>
    internal Func<string, IBackupEngine>? OtherEngine { get; init; }

    internal ServiceHost Host { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    public string Token { get; private set; } = "";

    internal Scope Scope => new(Host.TenantId, "DFW");

    /// <summary>A service of which each tenant has so many agents of this machine besides the first.</summary>
    internal static ServiceOptions WithAgents(int further, string? stateFolder = null) =>
        new() { StateFolder = stateFolder, Seed = SeedFile($$$"""{"thisMachine": {"furtherAgents": {{{further}}}}}""") };

    /// <summary>A seed in a file of its own.</summary>
    internal static string SeedFile(string seed)
    {
        var file = Path.Combine(Seeds.Value, $"{Guid.NewGuid()}.json");
        File.WriteAllText(file, seed);
        return file;
    }

    public async Task InitializeAsync()
    {
        Host = await ServiceHost.StartAsync(
            _options, new ServiceClock(Time), OtherEngine ?? (_ => Engine), () => Keys[Math.Min(_keysMade++, 1)].Value);
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Host.Address };
        Token = await LogInAsync(ServiceHost.UserName, Host.ApiKey);
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await Host.DisposeAsync();
    }

    ValueTask IAsyncDisposable.DisposeAsync() => new(DisposeAsync());

    internal static Task<RunningService> StartAsync(string? stateFolder = null, FakeTimeProvider? time = null) =>
        StartAsync(new ServiceOptions { StateFolder = stateFolder }, time);

    internal static async Task<RunningService> StartAsync(ServiceOptions options, FakeTimeProvider? time = null)
    {
        var service = new RunningService(options, time);
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
            request.Content = new StringContent(body, Encoding.UTF8, body.StartsWith('{') ? "application/json" : "application/x-www-form-urlencoded");
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

    internal Task DoneAsync(JobKey job, long? agentId = null) => Host.Agents.Find(agentId ?? Host.AgentId)!.WhenDone(job);

    /// <summary>A further agent, stored but not running; its id.</summary>
    public long AddAgent(string region = "DFW") => Host.State.Agents.Register(
        new AgentRow { TenantId = Host.TenantId, Region = region, HostServerId = Guid.NewGuid().ToString() }, () => Keys[1].Value);

    /// <summary>The agents of the service's own tenant, this machine's own first.</summary>
    public async Task<List<long>> AgentIdsAsync() =>
        [.. (await GetAsync("v1.0/user/agents")).Json.EnumerateArray().Select(a => a.Number("MachineAgentId"))];

    /// <summary>A passphrase as a client sends it: encrypted with the public key that the agent shows.</summary>
    public async Task<string> SealAsync(long agentId, string passphrase)
    {
        var key = (await GetAsync($"v1.0/agent/{agentId}")).Json.GetProperty("PublicKey");
        using var rsa = RSA.Create(new RSAParameters
        {
            Modulus = Convert.FromHexString(key.Text("ModulusHex")!),
            Exponent = Convert.FromHexString("0" + key.GetProperty("ExponentHex").GetRawText()),
        });
        return Convert.ToHexStringLower(rsa.Encrypt(Encoding.UTF8.GetBytes(passphrase), RSAEncryptionPadding.Pkcs1));
    }

    public async Task EncryptAsync(long agentId, string passphrase)
    {
        var answer = await SendAsync(
            "POST", "v1.0/agent/encrypt", $$"""{"MachineAgentId":{{agentId}},"EncryptedPasswordHex":"{{await SealAsync(agentId, passphrase)}}"}""");
        Assert.True(answer.Status == 200, answer.Text);
    }

    public async Task<long> CreateRestoreAsync(long backupId, string path = "/restored", bool overwrite = false, string changes = "{}")
    {
        var answer = await SendAsync("PUT", "v1.0/restore", Bodies.Restore(backupId, Host.AgentId, path, overwrite, changes));
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
