using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using RaxBackup.Client.Json;
using RaxBackup.Client.Tests.Support;
using TimeZoneConverter;
using Xunit;

namespace RaxBackup.Client.Tests.Schedules;

/// <summary>
/// The clock fields are sent in the zone and come back in UTC. Whatever zone, hour, day and season: reading a configuration, changing
/// something else and writing it back leaves every run where it was. Where that cannot be promised, nothing is sent.
/// </summary>
public sealed class ScheduleTrapTests
{
    private static readonly DateTimeOffset Year = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Zones => [.. TZConvert.KnownWindowsTimeZoneIds.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Zones))]
    public void No_run_moves_in_any_zone_at_any_hour_around_both_changes_of_the_clocks(string zone)
    {
        foreach (var now in MomentsOf(zone))
        {
            for (var hour = 0; hour < 24; hour++)
            {
                var at = new TimeSpan(hour, 30, 0);
                Check(new ModelSchedule(zone, at, null), now);
                foreach (var days in new[] { 0, 1, 6 }) Check(new ModelSchedule(zone, at, now.AddDays(days).DayOfWeek) { TellsUtcDay = days != 6 }, now);
            }
        }
    }

    [Property(MaxTest = 2000, Replay = Chance.Seed)]
    public Property No_run_moves_whenever_it_is_read() => Prop.ForAll(
        (from zone in Gen.Elements(TimeZoneInfo.GetSystemTimeZones().Select(one => one.Id).Where(id => TimeZones.FindOrNull(id) != null).ToArray())
         from minute in Gen.Choose(0, 1439)
         from day in Gen.Choose(0, 7)
         from now in Gen.Choose(0, 10 * 366 * 1440)
         from utcDay in Gen.Elements(true, false)
         select (zone, minute, day, now, utcDay)).ToArbitrary(),
        given => Check(
            new ModelSchedule(TimeZones.ToWindowsId(given.zone), TimeSpan.FromMinutes(given.minute), given.day == 7 ? null : (DayOfWeek)given.day) { TellsUtcDay = given.utcDay },
            Year.AddMinutes(given.now)));

    /// <summary>A disabled configuration names no next run: then the zone's offset must not change soon, and midnight hides the day.</summary>
    [Theory]
    [MemberData(nameof(Zones))]
    public void Nor_of_a_disabled_one_where_its_time_can_be_known_at_all(string zone)
    {
        var known = 0;
        foreach (var now in MomentsOf(zone))
        {
            for (var hour = 0; hour < 24; hour++)
            {
                foreach (var day in new DayOfWeek?[] { null, DayOfWeek.Sunday, DayOfWeek.Wednesday })
                {
                    var schedule = new ModelSchedule(zone, new TimeSpan(hour, 15, 0), day) { IsActive = false, TellsUtcDay = hour % 2 == 0 };
                    known += RoundTrip(schedule, now) is { } written && AssertSame(schedule, written, now) ? 1 : 0;
                }
            }
        }
        Assert.True(known > 0);
    }

    /// <summary>Whoever's clock is an hour ahead or behind may know less of a disabled one's time, but nothing wrong.</summary>
    [Theory]
    [MemberData(nameof(Zones))]
    public void Nor_where_the_clock_here_is_an_hour_off(string zone)
    {
        var known = 0;
        foreach (var now in MomentsOf(zone))
        {
            foreach (var error in new[] { TimeSpan.FromHours(1), TimeSpan.FromHours(-1) })
            {
                for (var hour = 0; hour < 24; hour++)
                {
                    var at = new TimeSpan(hour, 15, 0);
                    Check(new ModelSchedule(zone, at, now.DayOfWeek), now, error);
                    var disabled = new ModelSchedule(zone, at, DayOfWeek.Wednesday) { IsActive = false };
                    known += RoundTrip(disabled, now, error) is { } written && AssertSame(disabled, written, now) ? 1 : 0;
                }
            }
        }
        Assert.True(known > 0);
    }

    [Theory]
    // The clocks of New York skip 02:00 to 03:00 on 8 March 2026: 07:30 UTC shows as 03:30, and may have been meant as 02:30.
    [InlineData("02:30", null, null)]
    [InlineData("03:30", null, null)]
    [InlineData("02:30", "2026-03-06T07:30:12Z", "02:30")]
    [InlineData("03:30", "2026-03-06T08:30:12Z", "03:30")]
    [InlineData("03:30", "2026-03-06T15:00:00Z", null)]
    [InlineData("04:30", null, "04:30")]
    [InlineData("01:30", null, "01:30")]
    public void Just_after_the_clocks_were_put_forward_only_the_last_run_tells_what_was_meant(string meant, string? lastRun, string? at)
    {
        var schedule = new ModelSchedule("Eastern Standard Time", TimeSpan.Parse(meant), null) { LastRun = lastRun == null ? null : DateTimeOffset.Parse(lastRun) };
        var read = Read(schedule, DateTimeOffset.Parse("2026-03-08T05:00Z"));
        Assert.Equal(at == null ? null : TimeSpan.Parse(at), read.At);
    }

    [Fact]
    public async Task The_whole_way_moves_nothing_either()
    {
        var server = new Server();
        using var connection = await Accounts.OpenAsync(server);
        foreach (var zone in new[] { "Eastern Standard Time", "Europe/Berlin", "Asia/Kolkata", "Pacific/Kiritimati", "Pacific/Pago_Pago" })
        {
            var schedule = new ModelSchedule(TimeZones.ToWindowsId(zone), new TimeSpan(23, 45, 0), DayOfWeek.Saturday);
            server.Then(200, schedule.Tell(QuickTime.Start).ToJsonString()).Then(200);
            await connection.Configurations.UpdateAsync(null, 5, new ConfigurationChange { RetentionDays = 60 }, new Listener().Call);
            Assert.Contains("\"VersionRetention\":60", server.Last.Body);
            AssertSame(schedule, server.Last.Body!, QuickTime.Start);
        }
    }

    private static void Check(ModelSchedule schedule, DateTimeOffset now, TimeSpan clockError = default)
    {
        if (RoundTrip(schedule, now, clockError) is { } written) AssertSame(schedule, written, now);
        else Assert.True(schedule.IsJustAfterJump(schedule.RunsAfter(now).First()), "only a jump of the clocks hides what was meant");
    }

    /// <summary>What is sent after a change of something else; null where nothing is.</summary>
    private static string? RoundTrip(ModelSchedule schedule, DateTimeOffset now, TimeSpan clockError = default)
    {
        var settings = new ConfigurationChange { RetentionDays = 30 }.ApplyTo(ConfigurationSettings.Of(Read(schedule, now, clockError)));
        return settings.HasSchedule ? WireJson.Write(settings.ToDraft(1)) : null;
    }

    private static BackupConfiguration Read(ModelSchedule schedule, DateTimeOffset now, TimeSpan clockError = default)
    {
        var read = Samples.One<BackupConfiguration>(schedule.Tell(now).ToJsonString());
        Schedule.Derive(read, now + clockError);
        return read;
    }

    private static bool AssertSame(ModelSchedule before, string written, DateTimeOffset now)
    {
        Assert.Equal(before.RunsAfter(now).Take(3), ModelSchedule.Put(written).RunsAfter(now).Take(3));
        return true;
    }

    /// <summary>Winter, summer, and the days and hours around every change of the zone's clocks.</summary>
    private static List<DateTimeOffset> MomentsOf(string id)
    {
        var zone = TimeZones.Find(id);
        var changes = Enumerable.Range(0, 365).Select(day => Year.AddDays(day)).Where(day => Changes(day, 24))
            .SelectMany(day => Enumerable.Range(-23, 24).Select(hour => day.AddHours(hour)).Where(hour => Changes(hour, 1)));
        return [Year.AddDays(14), Year.AddDays(195), .. changes.SelectMany(change => new[] { -150.0, -25, -1.1, 0.1, 20 }.Select(hours => change.AddHours(hours)))];

        bool Changes(DateTimeOffset time, int hours) => zone.GetUtcOffset(time) != zone.GetUtcOffset(time.AddHours(-hours));
    }
}
