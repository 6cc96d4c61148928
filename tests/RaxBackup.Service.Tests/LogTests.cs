using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace RaxBackup.Service.Tests;

/// <summary>The log of the process: an object of JSON a line, down to the level told, with no secret.</summary>
public sealed class LogTests
{
    [Fact]
    public async Task Each_request_is_one_line_and_no_secret_is_in_it()
    {
        var (lines, secrets) = await RunAsync("--log-level", "trace");
        var requests = lines.Where(line => line.TryGetProperty("Operation", out _)).ToList();
        Assert.Equal(["LogIn", "ValidateToken", "ListAgents", "GetHealth"], requests.Select(line => line.Text("Operation")));
        Assert.Equal(["200", "200", "401", "200"], requests.Select(line => line.Text("Status")));
        Assert.All(lines, line => Assert.True(line.Text("time")!.EndsWith('Z') && line.Text("level") != "" && line.Text("category") != "" && line.Text("message") != ""));
        var all = string.Join('\n', lines);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, all, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("warning")]
    [InlineData("none")]
    public async Task Above_information_nothing_is_said_of_what_goes_well(string level) => Assert.Empty((await RunAsync("--log-level", level)).Lines);

    private static async Task<(List<JsonElement> Lines, string[] Secrets)> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [typeof(ServiceHost).Assembly.Location, .. arguments])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        })!;
        var log = process.StandardError.ReadToEndAsync();
        var ready = JsonDocument.Parse((await process.StandardOutput.ReadLineAsync())!).RootElement;
        using var http = new HttpClient { BaseAddress = new Uri(ready.Text("address")!) };
        var key = ready.Text("apiKey")!;
        var body = $$$$"""{"auth":{"RAX-KSKEY:apiKeyCredentials":{"username":"local","apiKey":"{{{{key}}}}"}}}""";
        using var login = await http.PostAsync("v2.0/tokens", new StringContent(body, Encoding.UTF8, "application/json"));
        var token = JsonDocument.Parse(await login.Content.ReadAsStringAsync()).RootElement.At("access", "token", "id").GetString()!;
        using var validate = new HttpRequestMessage(HttpMethod.Get, $"v2.0/tokens/{token}");
        validate.Headers.Add("X-Auth-Token", token);
        (await http.SendAsync(validate)).Dispose();
        (await http.GetAsync("v1.0/user/agents?password=Secret-1")).Dispose();
        var health = JsonDocument.Parse(await http.GetStringAsync("_service/health")).RootElement;
        Assert.Equal(("ok", true, "real"), (health.Text("status"), health.GetProperty("ready").GetBoolean(), health.Text("clock")));
        Assert.True(health.Number("uptimeSeconds") >= 0);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return ((await log).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList(), [key, token, "Secret-1"]);
    }
}
