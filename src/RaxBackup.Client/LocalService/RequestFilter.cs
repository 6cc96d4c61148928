using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace RaxBackup.Client;

/// <summary>Which requests of the journal are asked for; what is null asks for all.</summary>
internal sealed record RequestFilter
{
    public string[]? Operation { get; init; }
    public string[]? Method { get; init; }
    public string[]? Path { get; init; }
    public int[]? StatusCode { get; init; }
    public DateTimeOffset? After { get; init; }
    public DateTimeOffset? Before { get; init; }
    public int? Newest { get; init; }

    /// <summary>As a query, with its question mark; nothing where all are asked for.</summary>
    public string ToQuery()
    {
        var pairs = Pairs("operation", Operation)
            .Concat(Pairs("method", Method))
            .Concat(Pairs("path", Path))
            .Concat(Pairs("status", StatusCode?.Select(code => code.ToString(CultureInfo.InvariantCulture))))
            .Concat(Pairs("after", Moment(After)))
            .Concat(Pairs("before", Moment(Before)))
            .Concat(Pairs("last", Newest is { } most ? [most.ToString(CultureInfo.InvariantCulture)] : null))
            .ToList();
        return pairs.Count == 0 ? "" : "?" + string.Join("&", pairs);
    }

    private static string[]? Moment(DateTimeOffset? time) => time is { } moment ? [moment.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture)] : null;

    private static IEnumerable<string> Pairs(string name, IEnumerable<string>? values) => (values ?? []).Select(value => $"{name}={Uri.EscapeDataString(value)}");
}
