using System;
using System.Management.Automation;
using System.Threading.Tasks;
using RaxBackup.Client;

namespace RaxBackup.Cmdlets;

/// <summary>The base of commands that ask a local service for what is no part of the API.</summary>
public abstract class LocalServiceCmdlet : RaxBackupCmdlet
{
    /// <summary>The local service, or the address of one that was started here; the one started last where none is given.</summary>
    [Parameter(ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Address")]
    [RunningService]
    [ValidateNotNull]
    public LocalService? LocalService { get; set; }

    /// <summary>The service to ask; a copy has no key, and stands for the service that it is a copy of.</summary>
    private protected LocalService Service => LocalService switch
    {
        null => RunningServices.Newest() ?? throw Failures.NoLocalService(),
        { ApiKey: null, Address: { } address } copy => RunningServices.At(address) ?? copy,
        var given => given,
    };

    /// <summary>Asks it.</summary>
    private protected T Ask<T>(Func<LocalServiceApi, Call, Task<T>> ask)
    {
        using var api = Service is { Address: { } address, ApiKey: { } key }
            ? LocalServiceApi.At(address, key)
            : throw Failures.Argument(nameof(Text.LocalServiceIncomplete), Text.LocalServiceIncomplete, Service);
        return Await(call => ask(api, call));
    }
}
