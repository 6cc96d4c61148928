using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace RaxBackup.Service.Tests;

/// <summary>The service as a process of its own: its lines, its signals, its exit codes.</summary>
public sealed class ProcessTests
{
    private const int SIGINT = 2;
    private const int SIGTERM = 15;

    [Fact]
    public async Task It_says_where_it_listens_and_ends_when_its_input_closes()
    {
        using var process = Start();
        var ready = JsonDocument.Parse((await process.StandardOutput.ReadLineAsync())!).RootElement;
        Assert.Equal("ready", ready.Text("event"));
        Assert.Equal("local", ready.Text("userName"));
        Assert.Equal(process.Id, ready.GetProperty("processId").GetInt32());
        Assert.Equal(ready.Text("address") + "v2.0/", ready.Text("identityUri"));
        Assert.Equal(3, ready.GetProperty("regions").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, ready.GetProperty("state").ValueKind);
        using var http = new HttpClient();
        Assert.Contains(ready.Text("version")!, await http.GetStringAsync(ready.Text("address") + "_service/health"), StringComparison.Ordinal);

        process.StandardInput.Close();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        Assert.Equal("", await process.StandardOutput.ReadToEndAsync());
        Assert.Equal("", await process.StandardError.ReadToEndAsync());
    }

    [Fact]
    public async Task Detached_it_outlives_its_input_and_ends_on_SIGTERM()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var process = Start("--detached");
        var ready = JsonDocument.Parse((await process.StandardOutput.ReadLineAsync())!).RootElement;
        process.StandardInput.Close();
        using var http = new HttpClient();
        Assert.NotEmpty(await http.GetStringAsync(ready.Text("address") + "_service/health"));
        Assert.Equal(0, Kill(process.Id, SIGTERM));
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public async Task Ctrl_C_in_its_parents_terminal_does_not_end_it()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var process = Start();
        var ready = JsonDocument.Parse((await process.StandardOutput.ReadLineAsync())!).RootElement;
        Assert.Equal(0, Kill(process.Id, SIGINT));
        for (var i = 0; i < 50; i++)
        {
            using var http = new HttpClient();
            Assert.NotEmpty(await http.GetStringAsync(ready.Text("address") + "_service/health"));
        }

        process.StandardInput.Close();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public async Task An_agent_that_is_told_to_log_all_says_what_it_does_on_standard_error()
    {
        var users = Path.GetTempFileName();
        await File.WriteAllTextAsync(users, """{"thisMachine":{"furtherAgents":1},"users":[{"name":"olga","password":"Secret-1","roles":["creator"]}]}""");
        using var process = Start("--seed", users);
        var ready = JsonDocument.Parse((await process.StandardOutput.ReadLineAsync())!).RootElement;
        using var http = new HttpClient { BaseAddress = new Uri(ready.Text("address")!) };
        var login = await PostAsync("v2.0/tokens", """{"auth":{"passwordCredentials":{"username":"olga","password":"Secret-1"}}}""");
        http.DefaultRequestHeaders.Add("X-Auth-Token", login.At("access", "token", "id").GetString());
        var agent = JsonDocument.Parse(await http.GetStringAsync("v1.0/user/agents")).RootElement[1].Number("MachineAgentId");
        using var level = new FormUrlEncodedContent([new("MachineAgentId", agent.ToString()), new("LoggingLevelId", "6")]);
        (await http.PutAsync("v1.0/agent/logging", level)).EnsureSuccessStatusCode();

        var body = Bodies.Configuration(agent, changes: JsonSerializer.Serialize(
            new { Inclusions = new[] { new { FilePath = users, FileItemType = "File" } }, Exclusions = Array.Empty<object>() }));
        var configuration = (await PostAsync("v1.0/backup-configuration", body)).Number("BackupConfigurationId");
        var backup = (await PostAsync("v1.0/backup/action-requested", $$"""{"Action":"StartManual","Id":{{configuration}}}""")).GetInt64();
        Assert.Contains($"Backup {backup} begins", await process.StandardError.ReadLineAsync(), StringComparison.Ordinal);
        Assert.Contains($"Backup {backup} has ended: Completed", await process.StandardError.ReadLineAsync(), StringComparison.Ordinal);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        File.Delete(users);

        async Task<JsonElement> PostAsync(string path, string json)
        {
            using var answer = await http.PostAsync(path, new StringContent(json));
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.IsSuccessStatusCode, text);
            return JsonDocument.Parse(text).RootElement;
        }
    }

    [Fact]
    public async Task A_seed_that_is_wrong_is_told_in_one_line()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, """{"users":[{"name":"olga","apiKey":"Secret-1"}]}""");
        var (code, output, error) = await RunAsync("--seed", file);
        File.Delete(file);
        Assert.Equal((1, "SeedInvalid"), (code, JsonDocument.Parse(output).RootElement.Text("errorId")));
        Assert.Contains("roles", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Secret-1", output + error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_told_in_one_line()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString();
        var (code, output, _) = await RunAsync("--port", port);
        var failed = JsonDocument.Parse(output).RootElement;
        Assert.Equal((1, "failed", "PortInUse"), (code, failed.Text("event"), failed.Text("errorId")));
        Assert.Contains(port, failed.Text("message"), StringComparison.Ordinal);
        Assert.Single(output.Trim().Split('\n'));
    }

    [Fact]
    public async Task A_state_folder_that_cannot_be_written_is_told_in_one_line()
    {
        var file = Path.GetTempFileName();
        var (code, output, _) = await RunAsync("--state", Path.Combine(file, "state"));
        File.Delete(file);
        Assert.Equal((1, "StateNotWritable"), (code, JsonDocument.Parse(output).RootElement.Text("errorId")));
    }

    [Theory]
    [InlineData("--nonsense", "--nonsense")]
    [InlineData("--port", "--port")]
    [InlineData("--port 99999", "99999")]
    [InlineData("--port -1", "-1")]
    [InlineData("--state", "--state")]
    [InlineData("--seed", "--seed")]
    [InlineData("--events many", "--events")]
    [InlineData("--events 50000001", "--events")]
    [InlineData("--frozen-at soon", "--frozen-at")]
    public void Wrong_options_are_named(string line, string name)
    {
        var wrong = Assert.Throws<ArgumentException>(() => ServiceOptions.Parse(line.Split(' ')));
        Assert.Contains(name, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_options_end_with_the_usage_on_standard_error()
    {
        var (code, output, error) = await RunAsync("--nonsense");
        Assert.Equal((2, ""), (code, output));
        Assert.Contains("--nonsense", error, StringComparison.Ordinal);
        Assert.Contains("Usage:", error, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    internal static Process Start(params IEnumerable<string> arguments) => Process.Start(new ProcessStartInfo(
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [typeof(ServiceHost).Assembly.Location, .. arguments])
    {
        RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
    })!;

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
