using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RaxBackup.Service.Simulation;
using RaxBackup.Service.State;
using Range = RaxBackup.Service.Simulation.Range;

namespace RaxBackup.Service.Seed;

/// <summary>
/// Makes up a fleet: of a hundred agents 88 are well, 4 have errors now and then, 3 fail often, 2 sleep until woken, 2 come and go, and
/// one is gone. The same numbers always make the same fleet.
/// </summary>
internal sealed class FleetGenerator(int count, IReadOnlyList<string> regions, string? tenant, int historyDays, DateTimeOffset now)
{
    private static readonly string[] Kinds = ["web", "db", "mail", "app", "file"];

    private static readonly RunScript Well = new() { DurationSec = new Range(30, 900), Files = new Range(5, 5000), Bytes = new Range(1 << 20, 1L << 32) };

    private static readonly RunScript Flawed = Well with
    {
        Outcome = JobState.CompletedWithErrors, Errors = [new ScriptedError("/var/lib/app/lock", "The file is in use by another process.", 32)],
    };

    private static readonly RunScript Broken = Well with
    {
        Outcome = JobState.Failed, Errors = [new ScriptedError("/", "The connection to the vault was lost.", 104)],
    };

    private static readonly AgentScript Sound = new() { Backups = [Well] };
    private static readonly AgentScript Troubled = new() { Backups = [Well with { Weight = 3 }, Flawed with { Weight = 1 }] };
    private static readonly AgentScript Failing = new() { Backups = [Broken with { Weight = 2 }, Well with { Weight = 1 }] };
    private static readonly AgentScript Sleeping = Sound with { Presence = Presence.UntilWoken };
    private static readonly AgentScript Coming = Sound with { Presence = Presence.Flapping };
    private static readonly AgentScript Gone = Sound with { Presence = Presence.Offline };

    public IEnumerable<SeedAgent> Make() => Enumerable.Range(1, count).Select(number => new SeedAgent(
        new AgentRow
        {
            TenantId = tenant ?? "",
            Region = regions[number % regions.Count],
            MachineName = string.Create(CultureInfo.InvariantCulture, $"{Kinds[number % Kinds.Length]}{number:00000}"),
            AgentVersion = ServiceVersion.Text,
            Architecture = "64-bit",
            Flavor = "RaxCloudServer",
            IPAddress = string.Create(CultureInfo.InvariantCulture, $"10.{number >> 16}.{(number >> 8) & 255}.{number & 255}"),
            OperatingSystem = number % 4 == 0 ? "Debian GNU/Linux 12" : "Ubuntu 24.04",
            OperatingSystemVersion = number % 4 == 0 ? "12" : "24.04",
        },
        ScriptOf(number % 100))
    {
        Configurations = [new SeedConfiguration(Nightly(number)) { HistoryDays = historyDays }],
    });

    private static AgentScript ScriptOf(int place) => place switch
    {
        < 4 => Troubled,
        < 7 => Failing,
        < 9 => Sleeping,
        < 11 => Coming,
        11 => Gone,
        _ => Sound,
    };

    // Spread over the night, so that not all of them begin at once.
    private NewConfiguration Nightly(int number) => new()
    {
        MachineAgentId = 0,
        Name = "Nightly",
        IsActive = true,
        VersionRetention = 30,
        MissedBackupActionId = 1,
        Frequency = Frequency.Daily,
        Hour = number % 6,
        Minute = number / 6 % 60,
        Day = null,
        HourInterval = null,
        TimeZoneId = "UTC",
        NotifyRecipients = "",
        NotifySuccess = false,
        NotifyFailure = false,
        Prescript = "",
        Postscript = "",
        CreatedTime = now.ToUnixTimeMilliseconds(),
        Items = [new ConfigurationItem { FilePath = "/srv", IsFolder = true }],
    };
}
