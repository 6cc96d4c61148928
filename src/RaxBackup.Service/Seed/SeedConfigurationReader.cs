using System;
using System.Collections.Generic;
using System.Linq;
using RaxBackup.Service.Simulation;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Seed;

/// <summary>Reads configurations, whose members are named as the parameters of New-RaxBackupConfiguration, and what they have backed up.</summary>
internal static class SeedConfigurationReader
{
    public static readonly string[] Configuration =
    [
        "name", "disabled", "frequency", "hourInterval", "dayOfWeek", "at", "timeZone", "retentionDays", "missedBackupAction",
        "notifyRecipient", "notifyOnSuccess", "notifyOnFailure", "preScript", "postScript",
        "includeFolder", "includeFile", "excludeFolder", "excludeFile",
    ];

    public static readonly string[] Past = ["backups", "historyDays"];
    public static readonly string[] Backup = ["at", "restores"];
    public static readonly string[] Restore = ["at", "destinationPath"];

    private const int MostDays = 366;

    /// <summary>Configurations of this machine's agent: what it has backed up must be true.</summary>
    public static IReadOnlyList<SeedConfiguration> ReadOwn(SeedNode list, SeedContext context) =>
        Distinct([.. list.List().Select(node => (node, new SeedConfiguration(Settings(node.With(Configuration), context))))]);

    public static IReadOnlyList<SeedConfiguration> Read(SeedNode list, SeedContext context) => Distinct([.. list.List().Select(node =>
    {
        node.With([.. Configuration, .. Past]);
        var settings = Settings(node, context);
        var days = (int)(node.Find("historyDays")?.Whole(0, MostDays) ?? 0);
        if (days > 0 && settings.Frequency == Frequency.Manually)
        {
            throw new SeedException(node.Path + ".historyDays", "it needs a schedule: the frequency is Manually.");
        }

        var backups = (node.Find("backups")?.List() ?? []).Select(backup => PastBackup(backup, context)).OrderBy(backup => backup.Ended);
        return (node, new SeedConfiguration(settings) { HistoryDays = days, Backups = [.. backups] });
    })]);

    private static IReadOnlyList<SeedConfiguration> Distinct(IReadOnlyList<(SeedNode Node, SeedConfiguration Made)> all)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (node, made) in all)
        {
            if (!names.Add(made.Settings.Name))
            {
                throw new SeedException(node.Path + ".name", $"two configurations of the agent have the name '{made.Settings.Name}'.");
            }
        }

        return [.. all.Select(one => one.Made)];
    }

    private static NewConfiguration Settings(SeedNode node, SeedContext context)
    {
        var settings = new ScheduleMembers(node).Read(node.Needed("name", "a name").Text()) with
        {
            IsActive = !(node.Find("disabled")?.Flag() ?? false),
            VersionRetention = node.Find("retentionDays") is not { } days ? 30
                : days.Whole(0, 60) is (0 or 30 or 60) and var some ? some : throw days.Wrong("0, 30 or 60"),
            MissedBackupActionId = (long)(node.Find("missedBackupAction")?.Word<MissedBackupAction>() ?? MissedBackupAction.AsSoonAsPossible),
            NotifyRecipients = string.Join(",", node.Find("notifyRecipient")?.Texts() ?? []),
            NotifySuccess = node.Find("notifyOnSuccess")?.Flag() ?? false,
            NotifyFailure = node.Find("notifyOnFailure")?.Flag() ?? false,
            Prescript = node.Find("preScript")?.Text() ?? "",
            Postscript = node.Find("postScript")?.Text() ?? "",
            CreatedTime = context.Now.ToUnixTimeMilliseconds(),
            Items = [.. Items(node, "includeFolder", true, false), .. Items(node, "includeFile", false, false),
                .. Items(node, "excludeFolder", true, true), .. Items(node, "excludeFile", false, true)],
        };
        return settings.Items.Any(item => !item.IsExclusion)
            ? settings
            : throw new SeedException(node.Path, "includeFolder or includeFile was expected: a configuration takes at least one folder or file.");
    }

    private static IEnumerable<ConfigurationItem> Items(SeedNode node, string name, bool isFolder, bool isExclusion) =>
        (node.Find(name)?.Texts() ?? []).Select(path => new ConfigurationItem { FilePath = path, IsFolder = isFolder, IsExclusion = isExclusion });

    private static PastJob PastBackup(SeedNode node, SeedContext context)
    {
        var (run, ended) = (SeedScriptReader.ReadRun(node, isBackup: true, Backup), node.Needed("at", "when it ended").Time(context.Now));
        var restores = node.Find("restores")?.List() ?? [];
        if (restores.Count > 0 && !run.Outcome.IsRestorable())
        {
            throw new SeedException(node.Path + ".restores", $"a backup that is {run.Outcome} cannot be restored.");
        }

        return new PastJob(Before(node, ended, context), run)
        {
            Restores = [.. restores.Select(restore => PastRestore(restore, ended, context)).OrderBy(restore => restore.Job.Ended)],
        };
    }

    private static PastRestore PastRestore(SeedNode node, DateTimeOffset since, SeedContext context)
    {
        var run = SeedScriptReader.ReadRun(node, isBackup: false, Restore);
        var ended = Before(node, node.Needed("at", "when it ended").Time(context.Now), context);
        return ended < since
            ? throw new SeedException(node.Path + ".at", "a restore ends after its backup.")
            : new PastRestore(node.Find("destinationPath")?.Text() ?? "/restored", new PastJob(ended, run));
    }

    private static DateTimeOffset Before(SeedNode node, DateTimeOffset ended, SeedContext context) => ended <= context.Now
        ? ended
        : throw new SeedException(node.Path + ".at", $"it lies after the seed's start, {context.Now:O}.");

    private enum MissedBackupAction
    {
        AsSoonAsPossible = 1,
        NextScheduledTime = 2,
    }
}
