using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using RaxBackup.Client;

namespace RaxBackup.Cmdlets;

/// <summary>The process of a local service. It ends with its standard input, and so with this process.</summary>
internal sealed class ServiceProcess : IDisposable
{
    private static readonly TimeSpan TimeToEnd = TimeSpan.FromSeconds(10);

    private readonly Process process;
    private readonly StringBuilder complaints = new();

    private ServiceProcess(ProcessStartInfo start)
    {
        process = new Process { StartInfo = start };
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.Start();
        process.BeginErrorReadLine();
    }

    public int Id => process.Id;

    public bool IsRunning => !process.HasExited;

    /// <summary>Beside the module's bin folder.</summary>
    private static string ServiceFile => Path.GetFullPath(
        Path.Combine(Path.GetDirectoryName(typeof(ServiceProcess).Assembly.Location)!, "..", "..", "service", "RaxBackup.Service.dll"));

    /// <summary>The service's own arguments.</summary>
    public static IReadOnlyList<string> ArgumentsOf(string? statePath, int port)
    {
        string[] fixedPort = port == 0 ? [] : ["--port", port.ToString(CultureInfo.InvariantCulture)];
        return statePath is null ? fixedPort : [.. fixedPort, "--state", statePath];
    }

    /// <summary>Starts a service and waits until it is ready; a call that ends before takes the process with it.</summary>
    public static async Task<(ServiceProcess Process, LocalServiceLine Ready)> StartAsync(IReadOnlyList<string> arguments, Call call)
    {
        var service = new ServiceProcess(StartInfoOf(arguments));
        try
        {
            return (service, await service.ReadyAsync(call));
        }
        catch
        {
            await service.StopAsync();
            service.Dispose();
            throw;
        }
    }

    /// <summary>Asks the service to end, and sees to it that it does.</summary>
    public async Task StopAsync()
    {
        process.StandardInput.Close();
        if (!await Task.Run(() => process.WaitForExit((int)TimeToEnd.TotalMilliseconds)))
            process.Kill();
        await Task.Run(process.WaitForExit);
    }

    public void Dispose() => process.Dispose();

    private static ProcessStartInfo StartInfoOf(IReadOnlyList<string> arguments)
    {
        var host = DotNetHost.FindOrNull() ?? throw Failures.RuntimeMissing("no dotnet was found.");
        if (!File.Exists(ServiceFile))
            throw Failures.LocalService(nameof(Text.LocalServiceMissing), Text.LocalServiceMissing(ServiceFile), ServiceFile);
        return new(host, string.Join(" ", new[] { ServiceFile }.Concat(arguments).Select(Quoted)))
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
    }

    private async Task<LocalServiceLine> ReadyAsync(Call call)
    {
        var stopped = new TaskCompletionSource<bool>();
        using var registration = call.Stop.Register(() => stopped.TrySetResult(true));
        var reading = process.StandardOutput.ReadLineAsync();
        if (await Task.WhenAny(reading, stopped.Task) == stopped.Task)
            throw new OperationCanceledException(call.Stop);
        var line = await reading is { } text ? LocalServiceLine.ParseOrNull(text) : null;
        if (line is not { IsReady: true })
            throw await FailureOfAsync(line);
        // Nothing more is expected; what comes all the same must not fill the pipe.
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        return line;
    }

    private async Task<RaxBackupException> FailureOfAsync(LocalServiceLine? line)
    {
        if (line?.ErrorId is { } errorId)
            return Failures.LocalService(errorId, Text.LocalServiceFailed(line.Message ?? errorId));
        await StopAsync();
        var why = Complaints();
        return (process.ExitCode & 0xFF) == (DotNetHost.FrameworkMissing & 0xFF)
            ? Failures.RuntimeMissing(why)
            : Failures.LocalService(nameof(Text.LocalServiceFailed), Text.LocalServiceFailed($"it ended with exit code {process.ExitCode}. {why}"));
    }

    private void Keep(string? line)
    {
        lock (complaints)
        {
            if (line is not null && complaints.Length < 2048)
                complaints.AppendLine(line);
        }
    }

    private string Complaints()
    {
        lock (complaints)
            return complaints.ToString().Trim();
    }

    /// <summary>One argument for the command line, by the rules that .NET and the C runtime share.</summary>
    private static string Quoted(string argument)
    {
        var trailing = argument.Length - argument.TrimEnd('\\').Length;
        return "\"" + argument.Replace("\"", "\\\"") + new string('\\', trailing) + "\"";
    }
}
