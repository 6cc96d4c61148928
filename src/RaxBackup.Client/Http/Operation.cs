using System.Net.Http;

namespace RaxBackup.Client.Http;

/// <summary>
/// One operation of the API with its arguments: name, method, path below the endpoint, body, and whether it may be repeated when
/// nobody knows whether the service has acted (reference: "What may be repeated").
/// </summary>
internal sealed record Operation(string Name, HttpMethod Method, string Path, bool MayRepeat, object? Body = null, BodyFormat Format = BodyFormat.Json)
{
    /// <summary>A read: may be repeated.</summary>
    public static Operation Get(string name, string path) => new(name, HttpMethod.Get, path, MayRepeat: true);

    /// <summary>A deletion: may be repeated.</summary>
    public static Operation Delete(string name, string path) => new(name, HttpMethod.Delete, path, MayRepeat: true);

    /// <summary>A POST that brings about a state: doing it twice is doing it once.</summary>
    public static Operation PostSame(string name, string path, object? body = null) => new(name, HttpMethod.Post, path, MayRepeat: true, body);

    /// <summary>A POST that may be sent once only.</summary>
    public static Operation PostOnce(string name, string path, object? body = null) => new(name, HttpMethod.Post, path, MayRepeat: false, body);

    /// <summary>A PUT that brings about a state.</summary>
    public static Operation PutSame(string name, string path, object? body = null) => new(name, HttpMethod.Put, path, MayRepeat: true, body);

    /// <summary>A PUT that may be sent once only (it creates or adds).</summary>
    public static Operation PutOnce(string name, string path, object? body = null) => new(name, HttpMethod.Put, path, MayRepeat: false, body);
}

/// <summary>How a body is written.</summary>
internal enum BodyFormat { Json, Form }
