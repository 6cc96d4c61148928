using System;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using RaxBackup.Service.Feeds;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Routes;

/// <summary>Reads what a caller wants of a feed from the query.</summary>
internal static class FeedRequest
{
    public static FeedQuery Read(IQueryCollection query, FeedName feed)
    {
        var made = new FeedQuery(feed)
        {
            Marker = Value(query, "marker"),
            StartingAt = Time(Value(query, "startingAt")),
            Backward = Direction(Value(query, "direction")),
            Search = Value(query, "search") is { } search ? FeedCondition.Parse(search) : null,
            Limit = Limit(Value(query, "limit")),
        };
        return made.Marker == null || made.StartingAt == null
            ? made
            : throw Refusal.Invalid("startingAt", "startingAt cannot go together with marker.");
    }

    private static string? Value(IQueryCollection query, string name) => query[name].ToString() is { Length: > 0 } text ? text : null;

    private static int Limit(string? text) =>
        text == null ? 25
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= 1000 ? limit
        : throw Refusal.Invalid("limit", $"limit must be a number from 1 to 1000, not '{text}'.");

    private static bool Direction(string? text) => text switch
    {
        null or "forward" => false,
        "backward" => true,
        _ => throw Refusal.Invalid("direction", $"direction must be forward or backward, not '{text}'."),
    };

    // A plus sign in a query stands for a blank: time zones after the hour east of Greenwich arrive with one.
    private static DateTimeOffset? Time(string? text)
    {
        if (text == null)
        {
            return null;
        }

        const DateTimeStyles styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        string[] forms = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ssK"];
        return DateTimeOffset.TryParseExact(text.Replace(' ', '+'), forms, CultureInfo.InvariantCulture, styles, out var time)
            ? time
            : throw Refusal.Invalid("startingAt", $"startingAt must be a time such as 2024-05-31T09:30:00.000Z, not '{text}'.");
    }
}
