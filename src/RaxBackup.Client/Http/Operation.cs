using System.Globalization;
using System.Net.Http;
using System.Text.RegularExpressions;

namespace RaxBackup.Client.Http;

/// <summary>
/// One operation of the API with its arguments: name, method, path below the endpoint, body, and whether it may be repeated when
/// nobody knows whether the service has acted (reference: "What may be repeated").
/// </summary>
internal sealed record Operation(string Name, HttpMethod Method, string Path, bool MayRepeat, object? Body = null, BodyFormat Format = BodyFormat.Json)
{
    /// <summary>What it does, for messages: "get agent" of GetAgent.</summary>
    public string Words { get; init; } = Regex.Replace(Name, "(?<=[a-z])(?=[A-Z])", " ").ToLowerInvariant();

    /// <summary>The thing it acts on: an id, a name or a path.</summary>
    public object? Target { get; init; } = (Body as ITargeted)?.Target ?? LastNumber(Path);

    /// <summary>What to do where nobody knows whether the service has acted.</summary>
    public string IfUnknown { get; init; } = "Look at the activity (Get-RaxBackupActivity) before trying again.";

    /// <summary>"Could not get agent 42".</summary>
    public string CouldNot => string.Format(CultureInfo.InvariantCulture, Target switch
    {
        null => "Could not {0}",
        string => "Could not {0} '{1}'",
        _ => "Could not {0} {1}",
    }, Words, Target);

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

    private static object? LastNumber(string path) =>
        long.TryParse(path.Substring(path.LastIndexOf('/') + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id) ? id : null;
}

/// <summary>How a body is written.</summary>
internal enum BodyFormat { Json, Form }

/// <summary>A body that knows what it acts on; messages name it.</summary>
internal interface ITargeted
{
    object Target { get; }
}
