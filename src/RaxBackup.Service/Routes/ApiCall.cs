using System;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Routes;

/// <summary>One request, as the routes see it: who asks, about which region, with what.</summary>
internal sealed class ApiCall(HttpContext http)
{
    public HttpContext Http { get; } = http;

    public Address Address => Http.Features.GetRequiredFeature<Address>();

    /// <summary>Who asks. Set by <see cref="Gate"/>.</summary>
    public User User => Http.Features.GetRequiredFeature<Caller>().User;

    /// <summary>The token that the caller showed; null where it showed something else.</summary>
    public Token? Token => Http.Features.GetRequiredFeature<Caller>().Token;

    public Scope Scope => new(User.TenantId, Address.Region);

    public CancellationToken Aborted => Http.RequestAborted;

    /// <summary>The root of the service as the caller addressed it.</summary>
    public string Root => $"{Http.Request.Scheme}://{Http.Request.Host}/";

    /// <summary>The id in the path; a refusal where it is no number.</summary>
    public long Id => long.TryParse(Text("id"), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        ? id
        : throw Refusal.Invalid("id", $"'{Text("id")}' is not an id; a whole number was expected in {Address.SentPath}.");

    /// <summary>An id that a body must name.</summary>
    public static long NeededId(JsonFields body, string name) =>
        body.Number(name) ?? throw Refusal.Invalid(name, $"{name} is missing; a whole number was expected.");

    /// <summary>A part of the path by its name in the route.</summary>
    public string Text(string name) => Http.Request.RouteValues[name] as string ?? throw new InvalidOperationException(name);

    public Task<JsonFields> BodyAsync() => JsonBody.ReadAsync(Http);

    /// <summary>A body with secrets, of which no message repeats a value.</summary>
    public Task<JsonFields> SecretBodyAsync() => JsonBody.ReadAsync(Http, isSecret: true);
}

/// <summary>Who asks, and with which token.</summary>
internal sealed record Caller(User User, Token? Token);
