using System;
using System.Diagnostics;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace RaxBackup.Client;

/// <summary>The process of a local service. It ends with its standard input, and so with this process.</summary>
internal sealed class ServiceProcess : IDisposable
{
    private static readonly TimeSpan TimeToEnd = TimeSpan.FromSeconds(10);

    private readonly ServiceStart start;
    private readonly Process process;
    private readonly Complaints complaints = new();

    private ServiceProcess(ServiceStart start)
    {
        this.start = start;
        process = new Process { StartInfo = StartInfoOf(start) };
        process.ErrorDataReceived += (_, line) => complaints.Add(line.Data);
        process.Start();
        process.BeginErrorReadLine();
    }

    public int Id => process.Id;

    public bool IsRunning => !process.HasExited;

    /// <summary>Starts a service and waits until it is ready; a call that ends before takes the process with it.</summary>
    public static async Task<(ServiceProcess Process, LocalServiceLine Ready)> StartAsync(ServiceStart start, Call call)
    {
        var service = new ServiceProcess(start);
        try
        {
            return (service, await service.ReadyAsync(call).ConfigureAwait(false));
        }
        catch
        {
            await service.StopAsync().ConfigureAwait(false);
            service.Dispose();
            throw;
        }
    }

    /// <summary>Asks the service to end, and sees to it that it does.</summary>
    public async Task StopAsync()
    {
        process.StandardInput.Close();
        if (!await Task.Run(() => process.WaitForExit((int)TimeToEnd.TotalMilliseconds)).ConfigureAwait(false))
            process.Kill();
        await Task.Run(process.WaitForExit).ConfigureAwait(false);
    }

    public void Dispose() => process.Dispose();

    private static ProcessStartInfo StartInfoOf(ServiceStart start)
    {
        var host = DotNetHost.FindOrNull() ?? throw ServiceFailures.RuntimeMissing("no dotnet was found.");
        if (!File.Exists(start.ServiceFile))
            throw ServiceFailures.FileMissing(start.ServiceFile);
        return new(host, CommandLine.Join([start.ServiceFile, .. start.Arguments]))
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
        if (await Task.WhenAny(reading, stopped.Task).ConfigureAwait(false) == stopped.Task)
            throw new OperationCanceledException(call.Stop);
        var line = await reading.ConfigureAwait(false) is { } text ? LocalServiceLine.ParseOrNull(text) : null;
        if (line is not { IsReady: true })
            throw await FailureOfAsync(line).ConfigureAwait(false);
        // Nothing more is expected; what comes all the same must not fill the pipe.
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        return line;
    }

    private async Task<RaxBackupException> FailureOfAsync(LocalServiceLine? line)
    {
        if (line?.ErrorId is { } errorId)
            return ServiceFailures.Told(errorId, line.Message, start);
        await StopAsync().ConfigureAwait(false);
        return ServiceFailures.Ended(process.ExitCode, complaints.ToString());
    }
}
