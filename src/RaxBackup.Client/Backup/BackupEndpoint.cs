using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using RaxBackup.Client.Http;

namespace RaxBackup.Client;

/// <summary>The Cloud Backup endpoints of a session, one a region: finds the address, sends, reads, and writes the region in.</summary>
internal sealed class BackupEndpoint
{
    public Task<T> ReadAsync<T>(string? region, Operation operation, Call call, Action<T>? complete = null) where T : class => throw new NotSupportedException();

    public Task<IReadOnlyList<T>> ListAsync<T>(string? region, Operation operation, Call call) where T : class => throw new NotSupportedException();

    /// <summary>Sends a start: a 403 just after this session's own wake is repeated (20 times at 1 s), -1 is BackupRefused.</summary>
    public Task<long> StartAsync(string? region, Operation operation, Call call) => throw new NotSupportedException();

    public Task SendAsync(string? region, Operation operation, Call call) => throw new NotSupportedException();
}
