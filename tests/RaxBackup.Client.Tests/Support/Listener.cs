using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace RaxBackup.Client.Tests.Support;

/// <summary>Hears all that a call tells, and can stop it when it hears something.</summary>
internal sealed class Listener
{
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<Notice> heard = new();

    public Listener(Func<Notice, bool>? stopsAt = null) => Call = new Call(stop.Token, notice =>
    {
        heard.Enqueue(notice);
        if (stopsAt?.Invoke(notice) == true) stop.Cancel();
    });

    public Call Call { get; }

    public IReadOnlyList<string> Verbose => Of(NoticeKind.Verbose);

    public IReadOnlyList<string> Warnings => Of(NoticeKind.Warning);

    public IReadOnlyList<string> Debug => Of(NoticeKind.Debug);

    public IReadOnlyList<JobNotice> Jobs => [.. heard.Where(notice => notice.Job != null).Select(notice => notice.Job!)];

    /// <summary>All words of all kinds.</summary>
    public string Everything => string.Join('\n', heard.Select(notice => notice.Text));

    public void Stop() => stop.Cancel();

    private string[] Of(NoticeKind kind) => [.. heard.Where(notice => notice.Kind == kind).Select(notice => notice.Text)];
}
