namespace RaxBackup.Service.State;

/// <summary>Names one job of either kind.</summary>
internal readonly record struct JobKey(JobKind Kind, long Id)
{
    public static JobKey Backup(long id) => new(JobKind.Backup, id);

    public static JobKey Restore(long id) => new(JobKind.Restore, id);
}

/// <summary>The kinds of job.</summary>
internal enum JobKind
{
    Backup = 1,
    Restore = 2,
}
