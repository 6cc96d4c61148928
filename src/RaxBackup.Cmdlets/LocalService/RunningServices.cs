using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using RaxBackup.Client;

namespace RaxBackup.Cmdlets;

/// <summary>The local services that this process has started: child processes are a fact of the process, not of a runspace.</summary>
internal static class RunningServices
{
    private static readonly ConcurrentDictionary<int, (LocalService Service, ServiceProcess Process)> Started = new();

    /// <summary>The service lies beside bin in the module.</summary>
    private static string ServiceFile =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(RunningServices).Assembly.Location)!, "..", "..", "service", "RaxBackup.Service.dll"));

    /// <summary>Starts one and waits until it is ready.</summary>
    public static LocalService Start(
        RaxBackupCmdlet cmdlet, string? statePath = null, int port = 0, DateTimeOffset? frozenAt = null, string? seed = null)
    {
        var (process, ready) = cmdlet.Await(call => ServiceProcess.StartAsync(new ServiceStart(ServiceFile, statePath, port, frozenAt, seed), call));
        var service = new LocalService
        {
            Address = ready.Address,
            IdentityUri = ready.IdentityUri,
            Port = ready.Address!.Port,
            UserName = ready.UserName,
            ApiKey = Login.Secure(ready.ApiKey ?? ""),
            TenantId = ready.TenantId,
            Regions = ready.Regions,
            Path = ready.State,
            ProcessId = process.Id,
            StartTime = TimeProvider.System.GetUtcNow(),
            Version = ready.Version,
            IsRunning = true,
        };
        Started[process.Id] = (service, process);
        return service;
    }

    /// <summary>Those that run, oldest first.</summary>
    public static IReadOnlyList<LocalService> Running()
    {
        foreach (var (service, process) in Started.Values)
            service.IsRunning = process.IsRunning;
        return [.. Started.Values.Select(one => one.Service).Where(service => service.IsRunning).OrderBy(service => service.StartTime)];
    }

    /// <summary>The one at this address; null where none runs there.</summary>
    public static LocalService? At(Uri address) => Running().FirstOrDefault(service => service.Address == address);

    /// <summary>The one started last; null where none runs.</summary>
    public static LocalService? Newest() => Running().LastOrDefault();

    /// <summary>Whether it was started here and not stopped yet. The start tells it from one whose process had the same id before.</summary>
    public static bool Has(LocalService service) =>
        Started.TryGetValue(service.ProcessId, out var known) && known.Service.StartTime == service.StartTime;

    /// <summary>Ends one that was started here; nothing to do where it has ended by itself.</summary>
    public static async Task StopAsync(LocalService service)
    {
        if (!Has(service) || !Started.TryRemove(service.ProcessId, out var known))
            return;
        await known.Process.StopAsync();
        known.Process.Dispose();
        known.Service.IsRunning = service.IsRunning = false;
    }
}
