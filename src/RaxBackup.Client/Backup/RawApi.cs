using System;
using System.Net.Http;
using System.Threading.Tasks;

namespace RaxBackup.Client;

/// <summary>Any request below the tenant's address, with the session's token, retries and errors.</summary>
internal sealed class RawApi
{
    /// <summary>
    /// The parsed body: null, string, long, double, bool, object?[] or an OrderedDictionary by name (a cmdlet makes objects of it).
    /// GET, HEAD and DELETE may be repeated; nothing else.
    /// </summary>
    public Task<object?> SendAsync(string? region, HttpMethod method, string path, string? jsonBody, Call call) => throw new NotSupportedException();
}
