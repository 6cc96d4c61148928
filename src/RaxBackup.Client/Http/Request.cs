using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;

namespace RaxBackup.Client.Http;

/// <summary>An operation at its full address.</summary>
internal sealed record Request(Operation Operation, Uri Address)
{
    /// <summary>Where the token comes from; null: sent without one.</summary>
    public ITokens? Tokens { get; init; }

    public string Accept { get; init; } = "application/json";

    /// <summary>Further headers; never traced.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Failing statuses that the caller wants as an answer.</summary>
    public IReadOnlyCollection<HttpStatusCode> AlsoAnswers { get; init; } = [];

    /// <summary>The request when it is sent again: a deletion that finds nothing any more has been carried out.</summary>
    public Request Again => Operation.Method == HttpMethod.Delete ? this with { AlsoAnswers = [.. AlsoAnswers, HttpStatusCode.NotFound] } : this;

    /// <summary>Secrets that it carries and that an answer might repeat: taken out of whatever is told about it.</summary>
    public Func<IEnumerable<string>>? Secrets { get; init; }
}

/// <summary>The source of the session's token.</summary>
internal interface ITokens
{
    /// <summary>A token good for some minutes.</summary>
    Task<string> GetAsync(Call call);

    /// <summary>Another token than the one that was refused.</summary>
    Task<string> ReplaceAsync(string refused, Call call);
}

/// <summary>A body with secrets in it: written anew for each attempt, kept nowhere.</summary>
internal sealed record SecretBody(Func<string> Write);

/// <summary>A body that the caller wrote.</summary>
internal sealed record RawBody(string Json);
