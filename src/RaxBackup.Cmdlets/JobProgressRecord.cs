using System;
using System.Globalization;
using System.Management.Automation;
using RaxBackup.Client;

namespace RaxBackup.Cmdlets;

/// <summary>The progress bar of a job: one for each, by the job's id.</summary>
internal static class JobProgressRecord
{
    public static ProgressRecord From(JobNotice job) => new(ActivityIdOf(job), job.Activity, StatusOf(job))
    {
        PercentComplete = job.Percent ?? -1,
        RecordType = job.Ended ? ProgressRecordType.Completed : ProgressRecordType.Processing,
    };

    private static int ActivityIdOf(JobNotice job) => (int)(job.JobId & int.MaxValue);

    private static string StatusOf(JobNotice job)
    {
        var elapsed = job.Elapsed.ToString(job.Elapsed.TotalDays >= 1 ? @"d\.hh\:mm\:ss" : @"hh\:mm\:ss", CultureInfo.InvariantCulture);
        return job.Percent is { } percent ? $"{job.Status}, {percent} %, {elapsed}" : $"{job.Status}, {elapsed}";
    }
}
