using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Security;
using System.Threading.Tasks;
using RaxBackup.Client.Http;
using RaxBackup.Client.Identity;
using RaxBackup.Client.Json;

namespace RaxBackup.Client;

/// <summary>What a local service offers beside the API, below _service/.</summary>
internal sealed class LocalServiceApi : IDisposable
{
    private readonly Uri address;
    private readonly SecureString apiKey;
    private readonly HttpClient http;
    private readonly RequestPipeline pipeline;

    private LocalServiceApi(Uri address, SecureString apiKey, ConnectOptions options)
    {
        this.address = Addresses.Folder(Addresses.Safe(address));
        this.apiKey = apiKey;
        http = HttpClients.Create(options);
        // A service on this machine that does not answer does not run.
        pipeline = new RequestPipeline(http, new RetryPolicy { MaximumRetryCount = 0 }, options.Time, options.Random);
    }

    /// <summary>That of the service at this address, which knows this key.</summary>
    public static LocalServiceApi At(Uri address, SecureString apiKey) => Through(null, address, apiKey);

    /// <summary>For tests: with a handler instead of a socket.</summary>
    public static LocalServiceApi Through(HttpMessageHandler? handler, Uri address, SecureString apiKey) =>
        new(address, apiKey, new ConnectOptions { IdentityUri = address, UserName = "", Secret = apiKey, Handler = handler });

    /// <summary>Adds a fault.</summary>
    public async Task<LocalFault> AddFaultAsync(FaultDraft draft, Call call)
    {
        var operation = Operation.PostOnce("AddFault", "faults", draft) with { IfUnknown = "Look at the faults (Get-RaxLocalFault) before trying again." };
        return WireJson.Read<FaultEntry>(await SendAsync(operation, call).ConfigureAwait(false)).ToModel(address);
    }

    /// <summary>The faults in force, in the order they were added.</summary>
    public async Task<IReadOnlyList<LocalFault>> ListFaultsAsync(Call call)
    {
        var answer = await SendAsync(Operation.Get("ListFaults", "faults"), call).ConfigureAwait(false);
        return [.. WireJson.ReadList<FaultEntry>(answer).Select(entry => entry.ToModel(address))];
    }

    /// <summary>Takes a fault away.</summary>
    public Task RemoveFaultAsync(long faultId, Call call) => SendAsync(Operation.Delete("RemoveFault", $"faults/{faultId}"), call);

    /// <summary>The journal, oldest first.</summary>
    public async Task<IReadOnlyList<LocalRequest>> ListRequestsAsync(RequestFilter filter, Call call)
    {
        var answer = await SendAsync(Operation.Get("ListRequests", "requests" + filter.ToQuery()), call).ConfigureAwait(false);
        return [.. WireJson.ReadList<RequestEntry>(answer).Select(entry => entry.ToModel(address))];
    }

    /// <summary>Puts the clock ahead; the new time.</summary>
    public async Task<DateTimeOffset> StepClockAsync(ClockStep step, Call call)
    {
        var answer = await SendAsync(Operation.PostOnce("SetClock", "clock", step), call).ConfigureAwait(false);
        return WireJson.Read<ClockEntry>(answer).Time!.Value.ToUniversalTime();
    }

    /// <summary>Brings the service back to its seed.</summary>
    public Task ResetAsync(Call call) => SendAsync(Operation.PostSame("ResetService", "reset"), call);

    public void Dispose() => http.Dispose();

    private Task<Answer> SendAsync(Operation operation, Call call)
    {
        var key = Secrets.Unwrap(apiKey);
        return pipeline.SendAsync(
            new Request(operation, new Uri(address, "_service/" + operation.Path))
            {
                Headers = new Dictionary<string, string> { ["X-Api-Key"] = key },
                Secrets = () => [key],
            }, call);
    }
}
