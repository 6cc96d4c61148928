using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using RaxBackup.Client;

namespace RaxBackup.Cmdlets;

/// <summary>Carries notices from the client's threads to the pipeline's.</summary>
internal sealed class NoticeQueue
{
    private readonly Queue<Notice> notices = new();

    /// <summary>Puts a notice in, from any thread.</summary>
    public void Add(Notice notice)
    {
        lock (notices)
        {
            notices.Enqueue(notice);
            Monitor.PulseAll(notices);
        }
    }

    /// <summary>Every notice as it comes, until the task is over and all is told.</summary>
    public IEnumerable<Notice> Until(Task task)
    {
        task.ContinueWith(_ => Wake(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        while (Next(task) is { } notice)
            yield return notice;
    }

    private void Wake()
    {
        lock (notices)
            Monitor.PulseAll(notices);
    }

    private Notice? Next(Task task)
    {
        lock (notices)
        {
            while (notices.Count == 0 && !task.IsCompleted)
                Monitor.Wait(notices);
            return notices.Count > 0 ? notices.Dequeue() : null;
        }
    }
}
