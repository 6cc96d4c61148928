using System;
using System.Linq;
using Xunit;

namespace RaxBackup.Client.Tests.Configurations;

/// <summary>A change changes what it names; what does not go together is told.</summary>
public sealed class ConfigurationChangeTests
{
    private static readonly ConfigurationSettings Weekly = new()
    {
        Name = "web",
        Frequency = BackupFrequency.Weekly,
        At = new TimeSpan(19, 30, 0),
        DayOfWeek = DayOfWeek.Friday,
        TimeZone = "Eastern Standard Time",
        RetentionDays = 30,
        MissedBackupAction = MissedBackupAction.NextScheduledTime,
        NotifyRecipients = "a@example.com; b@example.com",
        NotifyOnFailure = true,
        PreScript = "stop",
        PostScript = "start",
        Inclusions = [new("/b", "Folder"), new("/f", "File"), new("/a", "Folder")],
        Exclusions = [new("/a/x", "Folder")],
    };

    [Fact]
    public void Nothing_named_changes_nothing() => Assert.Equal(
        Weekly with { Inclusions = [], Exclusions = [] }, new ConfigurationChange().ApplyTo(Weekly) with { Inclusions = [], Exclusions = [] });

    [Fact]
    public void Lists_replace_the_paths_of_their_kind_only()
    {
        var changed = new ConfigurationChange { IncludeFile = ["/g", "/h"], ExcludeFolder = [] }.ApplyTo(Weekly);
        Assert.Equal(["/b", "/a", "/g", "/h"], changed.Inclusions.Select(item => item.FilePath));
        Assert.Equal(["Folder", "Folder", "File", "File"], changed.Inclusions.Select(item => item.FileItemType));
        Assert.Empty(changed.Exclusions);
        Assert.Equal(["/b", "/f", "/a"], Weekly.Inclusions.Select(item => item.FilePath));
    }

    [Fact]
    public void Every_other_field()
    {
        var changed = new ConfigurationChange
        {
            Name = "w",
            IsActive = false,
            RetentionDays = 0,
            MissedBackupAction = MissedBackupAction.AsSoonAsPossible,
            NotifyRecipients = "",
            NotifyOnSuccess = false,
            NotifyOnFailure = false,
            PreScript = "",
            PostScript = "x",
        }.ApplyTo(Weekly);
        Assert.Equal(("w", false, 0, MissedBackupAction.AsSoonAsPossible), (changed.Name, changed.IsActive, changed.RetentionDays, changed.MissedBackupAction));
        Assert.Equal(("", false, false, "", "x"), (changed.NotifyRecipients, changed.NotifyOnSuccess, changed.NotifyOnFailure, changed.PreScript, changed.PostScript));
        Assert.Equal((BackupFrequency.Weekly, new TimeSpan(19, 30, 0), DayOfWeek.Friday), (changed.Frequency, changed.At, changed.DayOfWeek));
    }

    [Fact]
    public void A_new_zone_keeps_the_time_of_day()
    {
        var changed = new ConfigurationChange { TimeZone = "Europe/Berlin" }.ApplyTo(Weekly);
        Assert.Equal(("W. Europe Standard Time", new TimeSpan(19, 30, 0), DayOfWeek.Friday), (changed.TimeZone, changed.At, changed.DayOfWeek));
    }

    [Theory]
    [InlineData(BackupFrequency.Daily, null, null, 7, "PM", null, null)]
    [InlineData(BackupFrequency.Manually, null, null, null, null, null, null)]
    [InlineData(BackupFrequency.Hourly, null, 6, null, null, null, 6)]
    [InlineData(BackupFrequency.Weekly, "00:05", null, 12, "AM", 5, null)]
    [InlineData(null, "12:00", null, 12, "PM", 5, null)]
    public void Of_a_schedule_only_what_its_frequency_has_is_sent(BackupFrequency? frequency, string? at, int? interval, int? hour, string? half, int? day, int? sentInterval)
    {
        var draft = new ConfigurationChange { Frequency = frequency, At = at == null ? null : TimeSpan.Parse(at), HourInterval = interval }.ApplyTo(Weekly).ToDraft(1);
        Assert.Equal((hour, half, day, sentInterval), (draft.StartTimeHour, draft.StartTimeAmPm, draft.DayOfWeekId, draft.HourInterval));
    }

    [Theory]
    [InlineData(BackupFrequency.Manually, "At", "-At does nothing for configuration 'web', which runs Manually: give -Daily or -Weekly as well.")]
    [InlineData(BackupFrequency.Hourly, "DayOfWeek", "-DayOfWeek does nothing for configuration 'web', which runs Hourly: give -Weekly as well.")]
    [InlineData(BackupFrequency.Daily, "DayOfWeek", "-DayOfWeek does nothing for configuration 'web', which runs Daily: give -Weekly as well.")]
    [InlineData(BackupFrequency.Weekly, "HourInterval", "-HourInterval does nothing for configuration 'web', which runs Weekly: give -Hourly as well.")]
    public void What_its_frequency_does_not_have_is_refused(BackupFrequency frequency, string given, string message)
    {
        var change = new ConfigurationChange
        {
            At = given == "At" ? TimeSpan.Zero : null,
            DayOfWeek = given == "DayOfWeek" ? DayOfWeek.Monday : null,
            HourInterval = given == "HourInterval" ? 3 : null,
        };
        Fails("ScheduleParameterUnused", message, () => change.ApplyTo(Weekly with { Frequency = frequency, HourInterval = 2 }));
    }

    [Theory]
    [InlineData(BackupFrequency.Daily, "-At")]
    [InlineData(BackupFrequency.Hourly, "-HourInterval")]
    [InlineData(BackupFrequency.Weekly, "-At")]
    public void What_a_new_frequency_needs_is_asked_for(BackupFrequency frequency, string parameter)
    {
        var manual = Weekly with { Frequency = BackupFrequency.Manually, At = null, DayOfWeek = null };
        Fails("ScheduleIncomplete", $"Configuration 'web' cannot run {frequency} yet: give {parameter} as well.",
            () => new ConfigurationChange { Frequency = frequency }.ApplyTo(manual));
    }

    [Fact]
    public void What_was_not_told_stays_open()
    {
        var open = Weekly with { DayOfWeek = null };
        Assert.False(new ConfigurationChange { RetentionDays = 0 }.ApplyTo(open).HasSchedule);
        Assert.False(new ConfigurationChange { At = TimeSpan.Zero }.ApplyTo(open).HasSchedule);
        Assert.True(new ConfigurationChange { At = TimeSpan.Zero, DayOfWeek = DayOfWeek.Monday }.ApplyTo(open).HasSchedule);
        Assert.True(new ConfigurationChange { Frequency = BackupFrequency.Daily }.ApplyTo(open).HasSchedule);
        Assert.False(new ConfigurationChange { RetentionDays = 0 }.ApplyTo(Weekly with { Frequency = BackupFrequency.Monthly }).HasSchedule);
    }

    [Fact]
    public void Lists_that_do_not_hold_together_are_one_configurations_failure()
    {
        Fails("ExcludeOutsideIncludes", "'/a/x'", () => new ConfigurationChange { IncludeFolder = ["/b"] }.ApplyTo(Weekly));
        Fails("IncludeListEmpty", "-IncludeFolder", () => new ConfigurationChange { IncludeFolder = [], IncludeFile = [] }.ApplyTo(Weekly));
        Fails("NotifyRecipientMissing", "-NotifyRecipient", () => new ConfigurationChange { NotifyRecipients = "" }.ApplyTo(Weekly));
        Fails("NotifyRecipientMissing", "-NotifyRecipient", () => new ConfigurationChange { NotifyOnSuccess = true }.ApplyTo(Weekly with { NotifyRecipients = null }));
    }

    [Fact]
    public void What_would_be_wrong_for_any_configuration_is_a_bad_argument()
    {
        foreach (var (change, id) in new[]
        {
            (new ConfigurationChange { At = TimeSpan.FromDays(1) }, "TimeOfDayInvalid"),
            (new ConfigurationChange { TimeZone = "Atlantis" }, "TimeZoneUnknown"),
            (new ConfigurationChange { ExcludeFile = ["a"] }, "PathNotAbsolute"),
            (new ConfigurationChange { IncludeFolder = [""] }, "PathNotAbsolute"),
        })
        {
            var failure = Assert.Throws<RaxBackupException>(change.Check);
            Assert.Equal((FailureKind.InvalidArgument, id), (failure.Kind, failure.ErrorId));
        }
    }

    private static void Fails(string id, string words, Func<object> work)
    {
        var failure = Assert.Throws<RaxBackupException>(work);
        Assert.Equal((FailureKind.InvalidRequest, id), (failure.Kind, failure.ErrorId));
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
    }
}
