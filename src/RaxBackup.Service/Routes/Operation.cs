using System;
using Microsoft.AspNetCore.Http;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Routes;

/// <summary>One operation of the API: its name (the client's own), its route, and the role that it needs.</summary>
internal sealed record Operation(string Name, string Method, string Path, Role Needs, Credentials Credentials = Credentials.Token)
{
    /// <summary>Whether it is about logins, and so of no region.</summary>
    public bool IsIdentity => Path.StartsWith("/v2.0/", StringComparison.Ordinal);

    /// <summary>Whether it is no part of the API but the service's own.</summary>
    public bool IsOwn => IsOwnPath(Path);

    /// <summary>Whether a path is: such requests are in no journal, and meet no fault.</summary>
    public static bool IsOwnPath(string path) => path == "/" || new PathString(path).StartsWithSegments("/_service");
}

/// <summary>How a caller shows who it is.</summary>
internal enum Credentials
{
    /// <summary>The operation is the login itself, or is open to all.</summary>
    None,
    /// <summary>A token.</summary>
    Token,
    /// <summary>A token, or user name and API key.</summary>
    TokenOrBasic,
    /// <summary>The service's own API key.</summary>
    ApiKey,
}
