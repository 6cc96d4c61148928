using System;
using System.Net.Http;
using System.Threading.Tasks;
using RaxBackup.Client.Http;
using RaxBackup.Client.Json;

namespace RaxBackup.Client;

/// <summary>Any request below the tenant's address, with the session's token, retries and errors.</summary>
internal sealed class RawApi(BackupEndpoint backup)
{
    /// <summary>
    /// The parsed body: null, string, long (decimal where it does not fit), double, bool, object?[] or an OrderedDictionary by name
    /// (a cmdlet makes objects of it). A body that is no JSON is its text. GET, HEAD and DELETE may be repeated; nothing else.
    /// </summary>
    public async Task<object?> SendAsync(string? region, HttpMethod method, string path, string? jsonBody, Call call)
    {
        var below = Below(path);
        var mayRepeat = method == HttpMethod.Get || method == HttpMethod.Head || method == HttpMethod.Delete;
        var operation = new Operation("InvokeApi", method, below, mayRepeat, jsonBody == null ? null : new RawBody(jsonBody))
        {
            Words = method.Method,
            Target = below,
        };
        return PlainValue.Read(await backup.AnswerAsync(region, operation, call).ConfigureAwait(false));
    }

    /// <summary>The path without its leading slash; nothing that would lead to another address gets through.</summary>
    private static string Below(string path)
    {
        var below = path.Trim().TrimStart('/');
        var root = new Uri("https://tenant.invalid/v1.0/0/");
        if (below.Length > 0 && Uri.TryCreate(root, below, out var whole) && root.IsBaseOf(whole) && whole.Host == root.Host && whole.Fragment.Length == 0) return below;
        var failure = Failure.Of(FailureKind.InvalidArgument, nameof(Text.PathInvalid), path);
        failure.Target = path;
        throw failure;
    }
}
