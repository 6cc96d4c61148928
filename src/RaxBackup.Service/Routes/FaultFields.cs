using System;
using System.Globalization;
using System.IO.Enumeration;
using System.Linq;
using System.Net.Http.Headers;
using RaxBackup.Service.Faults;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Routes;

/// <summary>Reads a fault from the body that asks for it.</summary>
internal static class FaultFields
{
    public static FaultRule Read(JsonFields body)
    {
        var rule = new FaultRule(Within(body, "seed", int.MinValue, int.MaxValue))
        {
            Operation = Operation(body),
            Method = body.Text("method"),
            Path = body.Text("path"),
            StatusCode = Within(body, "statusCode", 200, 599),
            Body = body.Text("body"),
            ContentType = ContentType(body),
            BodyKind = OneOf<BodyKind>(body, "bodyKind"),
            RetryAfter = RetryAfter(body),
            Delay = TimeSpan.FromMilliseconds(Within(body, "delayMs", 0, int.MaxValue) ?? 0),
            Drop = OneOf<DropPoint>(body, "drop") ?? DropPoint.Never,
            Truncate = Within(body, "truncate", 0, int.MaxValue - 1),
            ExpireToken = body.Flag("expireToken") ?? false,
            Count = Within(body, "count", 1, int.MaxValue),
            Skip = Within(body, "skip", 0, int.MaxValue) ?? 0,
            Probability = Probability(body),
        };
        return rule.Operation == null && rule.Method == null && rule.Path == null
            ? throw Refusal.Invalid("operation", "A fault needs an operation, or a method and path, to strike.")
            : rule;
    }

    private static string? Operation(JsonFields body) => body.Text("operation") switch
    {
        null => null,
        var name when Operations.All.Any(known => !known.IsOwn && FileSystemName.MatchesSimpleExpression(name, known.Name)) => name,
        var name => throw Refusal.Invalid("operation", $"There is no operation '{name}'; GetAgent, ListAgents and the like are."),
    };

    private static string? ContentType(JsonFields body) => body.Text("contentType") switch
    {
        null => null,
        var type when MediaTypeHeaderValue.TryParse(type, out _) => type,
        var type => throw Refusal.Invalid("contentType", $"contentType must be a media type such as text/html, not '{type}'."),
    };

    private static string? RetryAfter(JsonFields body) => body.Text("retryAfter") switch
    {
        null => null,
        var header when RetryConditionHeaderValue.TryParse(header, out _) => header,
        var header => throw Refusal.Invalid("retryAfter", $"retryAfter must be seconds or a date as HTTP writes it, not '{header}'."),
    };

    private static double Probability(JsonFields body) => body.Fraction("probability") switch
    {
        null => 1,
        { } value and >= 0 and <= 1 => value,
        { } value => throw Refusal.Invalid("probability", $"probability must be from 0 to 1, not {value.ToString(CultureInfo.InvariantCulture)}."),
    };

    private static T? OneOf<T>(JsonFields body, string name) where T : struct, Enum => body.Text(name) switch
    {
        null => null,
        var text when Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) && !char.IsAsciiDigit(text[0]) => value,
        var text => throw Refusal.Invalid(name, $"{name} must be one of {string.Join(", ", Enum.GetNames<T>())}, not '{text}'."),
    };

    private static int? Within(JsonFields body, string name, int least, int most) => body.Number(name) switch
    {
        null => null,
        { } value when value >= least && value <= most => (int)value,
        { } value => throw Refusal.Invalid(name, $"{name} must be from {least} to {most}, not {value}."),
    };
}
