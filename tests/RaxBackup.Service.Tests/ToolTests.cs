using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace RaxBackup.Service.Tests;

/// <summary>The service packed as a dotnet tool, installed from that folder alone, and run.</summary>
public sealed class ToolTests
{
    [Fact]
    public async Task It_is_packed_installed_and_run_by_its_name()
    {
        var folder = Directory.CreateTempSubdirectory("raxbackup-test-").FullName;
        try
        {
            var project = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../../src/RaxBackup.Service"));
            var configuration = Path.GetFileName(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)))!;
            await RunAsync("pack", project, "-c", configuration, "--no-build", "--nologo", "-o", folder);
            var source = Path.Combine(folder, "nuget.config");
            await File.WriteAllTextAsync(source, $"<configuration><packageSources><clear/><add key=\"local\" value=\"{folder}\"/></packageSources></configuration>");
            var tools = Path.Combine(folder, "tools");
            await RunAsync("tool", "install", "RaxBackup.Service", "--tool-path", tools, "--configfile", source);
            var tool = Path.Combine(tools, OperatingSystem.IsWindows() ? "raxbackup-service.exe" : "raxbackup-service");

            Assert.StartsWith("Usage: raxbackup-service ", await OutputAsync(tool, "--help"), StringComparison.Ordinal);
            using var process = Start(tool, "--state", Path.Combine(folder, "state"));
            var ready = JsonDocument.Parse((await process.StandardOutput.ReadLineAsync())!).RootElement;
            using var http = new HttpClient();
            Assert.Contains("\"ready\":true", await http.GetStringAsync(ready.Text("address") + "_service/health"), StringComparison.Ordinal);
            process.StandardInput.Close();
            await process.WaitForExitAsync();
            Assert.Equal(0, process.ExitCode);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Task RunAsync(params string[] arguments) => OutputAsync(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments);

    private static async Task<string> OutputAsync(string program, params string[] arguments)
    {
        using var process = Start(program, arguments);
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, output);
        return output;
    }

    private static Process Start(string program, params string[] arguments) => Process.Start(
        new ProcessStartInfo(program, arguments.AsEnumerable())
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false,
        })!;
}
