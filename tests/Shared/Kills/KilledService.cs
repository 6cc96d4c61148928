using System;
using System.Diagnostics;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;

namespace RaxBackup.Kills;

/// <summary>The service on a state folder, as a process that is to be killed, and calls of its API.</summary>
internal sealed class KilledService : IDisposable
{
    private readonly Process _process;
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromMinutes(2) };
    private string _key = "";

    private KilledService(Process process) => _process = process;

    public string Tenant { get; private set; } = "";

    public long Agent { get; private set; }

    public static KilledService Start(string service, string state) => new(Process.Start(new ProcessStartInfo(
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [service, "--state", state])
    {
        RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false,
    })!);

    /// <summary>Waits until it is ready, and logs in.</summary>
    public async Task ReadyAsync()
    {
        var line = await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The service ended before it was ready.");
        var ready = JsonDocument.Parse(line).RootElement;
        if (ready.GetProperty("event").GetString() != "ready")
        {
            throw new InvalidOperationException(line);
        }

        (_key, Tenant) = (ready.GetProperty("apiKey").GetString()!, ready.GetProperty("tenantId").GetString()!);
        _http.BaseAddress = new Uri(ready.GetProperty("address").GetString()!);
        var login = await JsonAsync("POST", "v2.0/tokens", new JsonText(
            $$$$"""{"auth":{"RAX-KSKEY:apiKeyCredentials":{"username":"local","apiKey":"{{{{_key}}}}"}}}"""));
        _http.DefaultRequestHeaders.Add("X-Auth-Token", login.GetProperty("access").GetProperty("token").GetProperty("id").GetString());
        Agent = (await JsonAsync("GET", "v1.0/user/agents")).EnumerateArray().First().GetProperty("MachineAgentId").GetInt64();
    }

    /// <summary>SIGKILL: nothing of its own runs any more.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>The orderly end.</summary>
    public async Task StopAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
    }

    /// <summary>A call that must succeed: HttpRequestException where it does not, or where the service is gone.</summary>
    public async Task<JsonElement> JsonAsync(string method, string path, JsonText? body = null)
    {
        var text = await TextAsync(method, path, body);
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    public async Task<string> TextAsync(string method, string path, JsonText? body = null)
    {
        var (status, text) = await SendAsync(method, path, body);
        return status < 300 ? text : throw new HttpRequestException($"{method} {path}: {status} {text}");
    }

    public async Task<(int Status, string Text)> SendAsync(string method, string path, JsonText? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Add("X-Api-Key", _key.Length == 0 ? "-" : _key);
        if (body is not null)
        {
            request.Content = new StringContent(body.Text, Encoding.UTF8, "application/json");
        }

        try
        {
            using var answer = await _http.SendAsync(request);
            return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
        catch (Exception gone) when (gone is System.IO.IOException or OperationCanceledException)
        {
            throw new HttpRequestException("The service is gone", gone);
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
        _http.Dispose();
    }
}

/// <summary>A body.</summary>
internal sealed record JsonText(string Text);
