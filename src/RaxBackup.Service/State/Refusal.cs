using System;

namespace RaxBackup.Service.State;

/// <summary>A rule says no to a request. What was asked for has not been done.</summary>
internal sealed class Refusal(RefusalKind kind, string message, string? details = null) : Exception(message)
{
    public RefusalKind Kind { get; } = kind;

    /// <summary>The field at fault, where there is one.</summary>
    public string? Details { get; } = details;

    public static Refusal Invalid(string field, string message) => new(RefusalKind.Invalid, message, field);

    public static Refusal NotFound(string message) => new(RefusalKind.NotFound, message);

    public static Refusal Forbidden(string message) => new(RefusalKind.Forbidden, message);
}

/// <summary>Why a rule says no.</summary>
internal enum RefusalKind
{
    /// <summary>The request itself is wrong.</summary>
    Invalid,
    /// <summary>Nobody knows who asks.</summary>
    Unauthorized,
    /// <summary>Who asks may not, or the thing may not be used now.</summary>
    Forbidden,
    /// <summary>No such thing.</summary>
    NotFound,
    /// <summary>There is such a thing already.</summary>
    Conflict,
}
