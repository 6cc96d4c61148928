using System;

namespace RaxBackup.Service.State;

/// <summary>What a schedule must look like to be taken.</summary>
internal static class ScheduleRules
{
    /// <summary>The schedule, or a refusal that names the field at fault and what was expected.</summary>
    public static Schedule Check(ConfigurationDraft draft)
    {
        var frequency = ReadFrequency(draft.Frequency);
        var onClock = frequency is Frequency.Daily or Frequency.Weekly;
        var hour = Number("StartTimeHour", draft.StartTimeHour, onClock, 1, 12, frequency);
        var minute = Number("StartTimeMinute", draft.StartTimeMinute, onClock, 0, 59, frequency);
        var isAfternoon = ReadAmPm(draft.StartTimeAmPm, onClock, frequency);
        return new Schedule(
            frequency,
            hour is { } h ? (h % 12) + (isAfternoon ? 12 : 0) : null,
            minute,
            (DayOfWeek?)Number("DayOfWeekId", draft.DayOfWeekId, frequency == Frequency.Weekly, 0, 6, frequency),
            Number("HourInterval", draft.HourInterval, frequency == Frequency.Hourly, 1, 23, frequency),
            ReadZone(draft.TimeZoneId));
    }

    private static Frequency ReadFrequency(string? text) =>
        Enum.TryParse<Frequency>(text, ignoreCase: true, out var frequency) && !char.IsAsciiDigit(text[0])
            ? frequency
            : throw Refusal.Invalid("Frequency", $"Frequency must be Manually, Hourly, Daily or Weekly, not {Said(text)}.");

    private static int? Number(string field, long? value, bool isNeeded, int least, int most, Frequency frequency)
    {
        if (!isNeeded)
        {
            return value == null ? null : throw Refusal.Invalid(field, $"{field} must be null where Frequency is {frequency}, not {value}.");
        }

        return value >= least && value <= most
            ? (int)value
            : throw Refusal.Invalid(field, $"{field} must be a number from {least} to {most} where Frequency is {frequency}, not {Said(value)}.");
    }

    private static bool ReadAmPm(string? text, bool isNeeded, Frequency frequency)
    {
        if (!isNeeded)
        {
            return string.IsNullOrEmpty(text)
                ? false
                : throw Refusal.Invalid("StartTimeAmPm", $"StartTimeAmPm must be null where Frequency is {frequency}, not {Said(text)}.");
        }

        return text?.ToUpperInvariant() switch
        {
            "AM" => false,
            "PM" => true,
            _ => throw Refusal.Invalid("StartTimeAmPm", $"StartTimeAmPm must be AM or PM where Frequency is {frequency}, not {Said(text)}."),
        };
    }

    private static TimeZoneInfo ReadZone(string? id) =>
        string.IsNullOrEmpty(id)
            ? throw Refusal.Invalid("TimeZoneId", "TimeZoneId is missing; it is a Windows id such as Eastern Standard Time.")
            : Zones.Find(id) ?? throw Refusal.Invalid(
                "TimeZoneId", $"TimeZoneId {Said(id)} is not a time zone; use a Windows id such as Eastern Standard Time.");

    private static string Said(object? value) => value == null ? "null" : $"'{value}'";
}
