using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace RaxBackup.Client.Tests.Support;

/// <summary>
/// A configuration's schedule as the service keeps it, written without a look at the client: the clock fields are taken in the zone
/// and told in UTC. A time that the clocks skip runs as much later as they jump; one that comes twice runs the first time.
/// </summary>
internal sealed class ModelSchedule(string zoneId, TimeSpan at, DayOfWeek? day)
{
    private readonly TimeZoneInfo zone = TimeZones.Find(zoneId);

    /// <summary>Whether the service tells the day of the UTC time, or the day in the zone: nobody knows.</summary>
    public bool TellsUtcDay { get; init; } = true;

    /// <summary>Whether the answer has a NextScheduledRunTime.</summary>
    public bool IsActive { get; init; } = true;

    public DateTimeOffset? LastRun { get; init; }

    /// <summary>The runs after a moment.</summary>
    public IEnumerable<DateTimeOffset> RunsAfter(DateTimeOffset now)
    {
        var first = now.ToOffset(zone.GetUtcOffset(now)).Date.AddDays(-1);
        return Enumerable.Range(0, 60).Select(i => first.AddDays(i)).Where(date => day == null || date.DayOfWeek == day)
            .Select(date => RunOn(date + at)).Where(run => run > now);
    }

    /// <summary>Whether the clocks were put forward so shortly before the run that it may stand for a time that they skipped.</summary>
    public bool IsJustAfterJump(DateTimeOffset run) =>
        Enumerable.Range(1, 180).Any(minutes => zone.GetUtcOffset(run) - zone.GetUtcOffset(run.AddMinutes(-minutes)) >= TimeSpan.FromMinutes(minutes));

    public JsonObject Tell(DateTimeOffset now)
    {
        var next = RunsAfter(now).First();
        var utc = next.UtcDateTime;
        var told = TellsUtcDay ? utc.DayOfWeek : day;
        return new JsonObject
        {
            ["BackupConfigurationId"] = 5,
            ["BackupConfigurationName"] = "model",
            ["MachineAgentId"] = 1,
            ["BackupConfigurationScheduleId"] = 6,
            ["Frequency"] = day == null ? "Daily" : "Weekly",
            ["StartTimeHour"] = utc.Hour % 12 == 0 ? 12 : utc.Hour % 12,
            ["StartTimeMinute"] = utc.Minute,
            ["StartTimeAmPm"] = utc.Hour < 12 ? "AM" : "PM",
            ["DayOfWeekId"] = day == null ? null : (int?)told,
            ["TimeZoneId"] = zoneId,
            ["NextScheduledRunTime"] = IsActive ? WireDate(next) : null,
            ["LastRunTime"] = LastRun is { } last ? WireDate(last) : null,
            ["Inclusions"] = new JsonArray(new JsonObject { ["FilePath"] = "/srv", ["FileItemType"] = "Folder" }),
            ["Exclusions"] = new JsonArray(),
        };
    }

    /// <summary>The schedule that a PUT asks for.</summary>
    public static ModelSchedule Put(string body)
    {
        var sent = JsonNode.Parse(body)!;
        var hour = ((int)sent["StartTimeHour"]! % 12) + ((string)sent["StartTimeAmPm"]! == "PM" ? 12 : 0);
        return new((string)sent["TimeZoneId"]!, new TimeSpan(hour, (int)sent["StartTimeMinute"]!, 0), (DayOfWeek?)(int?)sent["DayOfWeekId"]);
    }

    private static string WireDate(DateTimeOffset time) => $"/Date({time.ToUnixTimeMilliseconds()})/";

    private DateTimeOffset RunOn(DateTime local)
    {
        var about = new DateTimeOffset(local, TimeSpan.Zero);
        var before = zone.GetUtcOffset(about.AddDays(-1.5));
        var possible = Enumerable.Range(-6, 13).Select(step => zone.GetUtcOffset(about.AddHours(6 * step))).Distinct()
            .Select(offset => new DateTimeOffset(local, offset)).Where(time => zone.GetUtcOffset(time) == time.Offset).ToList();
        return possible.Count > 0 ? possible.MinBy(time => time.UtcTicks) : new DateTimeOffset(local, before);
    }
}
