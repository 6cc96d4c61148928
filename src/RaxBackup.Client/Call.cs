using System;
using System.Threading;

namespace RaxBackup.Client;

/// <summary>
/// The one extra parameter of every client method: when to stop, and where what happens on the way is told. The client never
/// knows who listens; a cmdlet writes the notices on its pipeline thread.
/// </summary>
internal sealed class Call(CancellationToken stop, Action<Notice>? listener = null)
{
    /// <summary>Cancelled when nobody waits for the answer any more.</summary>
    public CancellationToken Stop { get; } = stop;

    /// <summary>Tells something; never blocks, never throws.</summary>
    public void Say(Notice notice) => listener?.Invoke(notice);

    /// <summary>Tells it to those who asked for more words.</summary>
    public void Verbose(string text) => Say(new Notice(NoticeKind.Verbose, text));

    /// <summary>Tells a failure that is not the end, and what comes next: each a sentence.</summary>
    public void Verbose(RaxBackupException failure, string next) => Verbose($"{failure.Message.TrimEnd('.')}. {next}");

    /// <summary>Tells it to those who trace requests.</summary>
    public void Debug(string text) => Say(new Notice(NoticeKind.Debug, text));

    /// <summary>Tells everybody.</summary>
    public void Warning(string text) => Say(new Notice(NoticeKind.Warning, text));

    /// <summary>The same listener with another end.</summary>
    public Call With(CancellationToken other) => new(other, listener);
}

/// <summary>Something told on the way.</summary>
internal sealed record Notice(NoticeKind Kind, string Text, JobNotice? Job = null);

/// <summary>To whom it is told.</summary>
internal enum NoticeKind { Verbose, Debug, Warning, Progress }

/// <summary>How far a waited-for job is. <paramref name="Ended"/> takes its progress bar away.</summary>
internal sealed record JobNotice(long JobId, string Activity, string Status, int? Percent, TimeSpan Elapsed, bool Ended);
