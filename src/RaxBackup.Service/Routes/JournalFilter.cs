using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO.Enumeration;
using System.Linq;
using Microsoft.AspNetCore.Http;
using RaxBackup.Service.Journal;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Routes;

/// <summary>
/// Which requests of the journal are asked for. Of a filter that is given several times one value must fit; operation and path take
/// * and ?, and a path fits with its query or without.
/// </summary>
internal sealed class JournalFilter
{
    private static readonly string[] Known = ["operation", "method", "path", "status", "after", "before", "last"];

    private readonly IQueryCollection _query;
    private readonly IReadOnlyList<int> _status;
    private readonly DateTimeOffset _after;
    private readonly DateTimeOffset _before;
    private readonly int _last;

    private JournalFilter(IQueryCollection query)
    {
        _query = query;
        _status = [.. query["status"].Select(text => Number("status", text, 100, 599))];
        _after = Time("after", DateTimeOffset.MinValue);
        _before = Time("before", DateTimeOffset.MaxValue);
        _last = query["last"] is { Count: > 0 } last ? Number("last", last.ToString(), 1, int.MaxValue) : int.MaxValue;
    }

    public static JournalFilter Read(IQueryCollection query) => query.Keys.FirstOrDefault(name => !Known.Contains(name)) is { } unknown
        ? throw Refusal.Invalid(unknown, $"There is no filter '{unknown}'; there are {string.Join(", ", Known)}.")
        : new JournalFilter(query);

    /// <summary>Those that fit, in their order.</summary>
    public IEnumerable<JournalEntry> Of(IEnumerable<JournalEntry> entries) => entries.Where(Fits).TakeLast(_last);

    private bool Fits(JournalEntry entry) =>
        entry.Time >= _after && entry.Time < _before
        && (_status.Count == 0 || (entry.StatusCode is { } status && _status.Contains(status)))
        && Fits("method", method => method.Equals(entry.Method, StringComparison.OrdinalIgnoreCase))
        && Fits("operation", pattern => Fits(pattern, entry.Operation ?? ""))
        && Fits("path", pattern => Fits(pattern, entry.Path) || Fits(pattern, entry.Path.Split('?')[0]));

    private bool Fits(string name, Func<string, bool> fits) => _query[name] is not { Count: > 0 } values || values.Any(value => fits(value ?? ""));

    private static bool Fits(string pattern, string text) => FileSystemName.MatchesSimpleExpression(pattern, text);

    private DateTimeOffset Time(string name, DateTimeOffset otherwise) => _query[name] switch
    {
        [] => otherwise,
        [var text] when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) => time,
        var other => throw Refusal.Invalid(name, $"{name} must be one time such as 2026-01-31T12:00:00Z, not '{other}'."),
    };

    private static int Number(string name, string? text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw Refusal.Invalid(name, $"{name} must be a number from {least} to {most}, not '{text}'.");
}
