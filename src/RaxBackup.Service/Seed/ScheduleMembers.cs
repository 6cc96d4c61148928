using System;
using System.Globalization;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Seed;

/// <summary>Reads a configuration's schedule: each frequency has members of its own, and no others.</summary>
internal sealed class ScheduleMembers(SeedNode node)
{
    public NewConfiguration Read(string name)
    {
        var frequency = node.Find("frequency")?.Word<Frequency>() ?? Frequency.Manually;
        var isOnClock = frequency is Frequency.Daily or Frequency.Weekly;
        var at = For(isOnClock, frequency, "at", "a time of day such as 19:30") is { } time ? TimeOfDay(time) : (TimeOnly?)null;
        var zone = node.Find("timeZone");
        if (zone != null && Zones.Find(zone.Text()) == null)
        {
            throw zone.Wrong("a time zone such as UTC or Eastern Standard Time", zone.Text());
        }

        return new NewConfiguration
        {
            Name = name,
            Frequency = frequency,
            Hour = at?.Hour,
            Minute = at?.Minute,
            Day = For(frequency == Frequency.Weekly, frequency, "dayOfWeek", "a day such as Friday")?.Word<DayOfWeek>(),
            HourInterval = (int?)For(frequency == Frequency.Hourly, frequency, "hourInterval", "a number from 1 to 23")?.Whole(1, 23),
            TimeZoneId = zone?.Text() ?? "UTC",
            MachineAgentId = 0,
            IsActive = true,
            VersionRetention = 30,
            MissedBackupActionId = 1,
            NotifyRecipients = "",
            NotifySuccess = false,
            NotifyFailure = false,
            Prescript = "",
            Postscript = "",
            CreatedTime = 0,
            Items = [],
        };
    }

    private SeedNode? For(bool isNeeded, Frequency frequency, string name, string expected) => (isNeeded, node.Find(name)) switch
    {
        (true, null) => node.Needed(name, $"{expected} (the frequency is {frequency})"),
        (false, { } idle) => throw new SeedException(idle.Path, $"it does not go with the frequency {frequency}."),
        (_, var member) => member,
    };

    private static TimeOnly TimeOfDay(SeedNode node)
    {
        const string expected = "a time of day such as 19:30";
        return TimeOnly.TryParseExact(node.Text(expected), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : throw node.Wrong(expected, node.Text());
    }
}
