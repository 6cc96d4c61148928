using System;

namespace RaxBackup.Client.Waiting;

/// <summary>A job that is waited for: what was last seen of it, and what is told about it.</summary>
internal sealed class RunningJob(WaitFor job, TimeProvider time, Call call)
{
    /// <summary>A job that has just been started may not be readable everywhere at once; a wrong id should not cost a minute.</summary>
    private static readonly TimeSpan Appearing = TimeSpan.FromSeconds(15);

    private readonly long begun = time.GetTimestamp();
    private string status = "not yet known";
    private int? percent;
    private RaxBackupException? trouble;
    private DateTimeOffset notBefore = DateTimeOffset.MinValue;

    public WaitFor Job => job;

    /// <summary>Whether the service wants to be asked again by now.</summary>
    public bool IsDue => time.GetUtcNow() >= notBefore;

    private TimeSpan Elapsed => time.GetElapsedTime(begun);

    /// <summary>Takes in what a look at the job has shown; not null where the wait for it is over.</summary>
    public Waited<T>? Take<T>(Fetched<T> look, Func<T, JobProgress> progress) where T : class
    {
        if (look.Failure is { } failure) return IsTransient(failure) ? Endure<T>(failure) : Ended<T>(null, failure);

        if (trouble != null) call.Verbose($"{job.Activity}: the service answers again.");
        trouble = null;
        var seen = progress(look.Value!);
        status = seen.StateText is { Length: > 0 } text ? text : seen.State.ToString();
        percent = seen.Percent;
        if (IsFinal(seen.State)) return Ended(look.Value, null);
        Tell();
        return null;
    }

    /// <summary>Shows what was last seen, and the time that has passed.</summary>
    public void Tell() => Tell(ended: false);

    /// <summary>Takes the progress bar away.</summary>
    public void End() => Tell(ended: true);

    /// <summary>The failure of a wait that was too short; where the job has never been seen, that is what there is to say.</summary>
    public RaxBackupException TimedOut(TimeSpan limit)
    {
        if (trouble is { Kind: FailureKind.NotFound }) return trouble;

        var failure = Failure.Of(FailureKind.TimedOut, nameof(Text.WaitTimedOut), job.Activity, limit.TotalSeconds, status);
        failure.Target = job.Id;
        failure.RecommendedAction = "Wait for it again, or longer; the end of a wait stops nothing.";
        return failure;
    }

    private static bool IsFinal(JobState state) => state is JobState.Completed or JobState.CompletedWithErrors or JobState.Stopped
        or JobState.Failed or JobState.Skipped or JobState.Missed;

    private bool IsTransient(RaxBackupException failure) =>
        failure.Kind is FailureKind.NoConnection or FailureKind.ServiceFailure or FailureKind.TimedOut or FailureKind.LimitExceeded
        || (failure.Kind == FailureKind.NotFound && job.MayAppear && Elapsed < Appearing);

    private Waited<T>? Endure<T>(RaxBackupException failure) where T : class
    {
        if (trouble?.ErrorId != failure.ErrorId) call.Verbose(failure, $"Still waiting for {job.Activity}.");
        trouble = failure;
        notBefore = failure.RetryAt ?? DateTimeOffset.MinValue;
        Tell();
        return null;
    }

    private Waited<T> Ended<T>(T? value, RaxBackupException? failure) where T : class
    {
        End();
        return new Waited<T>(job, value, failure);
    }

    private void Tell(bool ended)
    {
        var words = trouble switch
        {
            null => status,
            { Kind: FailureKind.NotFound } => "not to be found yet",
            _ => $"{status} (the service does not answer: {trouble.ErrorId})",
        };
        call.Say(new Notice(NoticeKind.Progress, job.Activity, new JobNotice(job.Id, job.Activity, words, percent, Elapsed, ended)));
    }
}
