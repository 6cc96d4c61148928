using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Threading;
using System.Threading.Tasks;
using RaxBackup.Client;

namespace RaxBackup.Cmdlets;

/// <summary>The base of every command: the one place where the pipeline's thread and the client's tasks meet.</summary>
public abstract class RaxBackupCmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource stopping = new();

    /// <summary>What a person who stops the command should know, such as that a job goes on without it.</summary>
    internal Func<string>? WordsOnStop { get; set; }

    /// <summary>Whether somebody has stopped the command (Ctrl+C).</summary>
    private protected bool IsStopped => stopping.IsCancellationRequested;

    /// <inheritdoc />
    public void Dispose()
    {
        Close();
        stopping.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>What the command does once, before any input.</summary>
    protected virtual void Begin() { }

    /// <summary>What the command does for each input.</summary>
    protected virtual void Process() { }

    /// <summary>What the command does once, after all input.</summary>
    protected virtual void End() { }

    /// <summary>Lets go of what the command holds, however it ended.</summary>
    private protected virtual void Close() { }

    /// <inheritdoc />
    protected sealed override void BeginProcessing() => Guarded(Begin);

    /// <inheritdoc />
    protected sealed override void ProcessRecord() => Guarded(Process);

    /// <inheritdoc />
    protected sealed override void EndProcessing() => Guarded(End);

    /// <inheritdoc />
    protected sealed override void StopProcessing()
    {
        // Taken before the pipeline's thread tidies up.
        var words = WordsOnStop;
        stopping.Cancel();
        // No stream takes anything from a stopped pipeline: only the host still listens.
        if (words?.Invoke() is { Length: > 0 } text)
            Host?.UI?.WriteLine(text);
    }

    /// <summary>Whether nothing more can be done after this failure. By default: no login, no session, bad arguments.</summary>
    private protected virtual bool EndsPipeline(RaxBackupException failure) =>
        failure.Kind is FailureKind.Authentication or FailureKind.NotConnected or FailureKind.InvalidArgument;

    /// <summary>Writes a verbose line. With -Debug alone PowerShell would stop at each and ask: who traces gets it as a line of the trace.</summary>
    private protected new void WriteVerbose(string text)
    {
        if (TracesWithout("Verbose"))
            WriteDebug(text);
        else
            base.WriteVerbose(text);
    }

    /// <summary>Writes a warning; like a verbose line it does not stop a trace.</summary>
    private protected new void WriteWarning(string text)
    {
        if (TracesWithout("WarningAction"))
            WriteDebug($"Warning: {text}");
        else
            base.WriteWarning(text);
    }

    /// <summary>Whether to do it: asks where that is wanted. Where nobody can be asked, that is an error which says what to do.</summary>
    private protected new bool ShouldProcess(string target, string action) => Asked(target, action, () => base.ShouldProcess(target, action));

    /// <summary>The same, where what is to be done takes more than one line to tell.</summary>
    private protected new bool ShouldProcess(string words, string target, string action) =>
        Asked(target, action, () => base.ShouldProcess(words, words, action));

    /// <summary>Runs a call of the client to its end and writes on this thread what it tells meanwhile.</summary>
    internal T Await<T>(Func<Call, Task<T>> start)
    {
        var notices = new NoticeQueue();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
        return Finish(Task.Run(() => start(new Call(end.Token, notices.Add)), CancellationToken.None), notices, end);
    }

    /// <inheritdoc cref="Await{T}" />
    internal void Await(Func<Call, Task> start) =>
        Await(async call =>
        {
            await start(call);
            return true;
        });

    /// <summary>Pulls the items one by one, each only when it is asked for; whoever stops asking ends the call.</summary>
    internal IEnumerable<T> Stream<T>(Func<Call, IAsyncEnumerable<T>> open)
    {
        var notices = new NoticeQueue();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
        var items = open(new Call(end.Token, notices.Add)).GetAsyncEnumerator(end.Token);
        try
        {
            while (Finish(Task.Run(() => items.MoveNextAsync().AsTask(), CancellationToken.None), notices, end))
                yield return items.Current;
        }
        finally
        {
            end.Cancel();
            Settle(Task.Run(() => items.DisposeAsync().AsTask(), CancellationToken.None));
        }
    }

    /// <summary>Writes the failure as an error, and ends the pipeline where nothing more can be done.</summary>
    internal void Fail(RaxBackupException failure)
    {
        if (EndsPipeline(failure))
            ThrowTerminatingError(ErrorRecords.From(failure));
        WriteError(ErrorRecords.From(failure));
    }

    private T Finish<T>(Task<T> task, NoticeQueue notices, CancellationTokenSource end)
    {
        try
        {
            foreach (var notice in notices.Until(task))
                Tell(notice);
        }
        finally
        {
            if (!task.IsCompleted)
                end.Cancel();
            Settle(task);
        }
        return task.GetAwaiter().GetResult();
    }

    /// <summary>Waits for the task's end, whatever end that is: its failure, if anybody is to know it, is thrown elsewhere.</summary>
    private static void Settle(Task task)
    {
        try
        {
            task.Wait();
        }
        catch (AggregateException)
        {
        }
    }

    private static bool Asked(string target, string action, Func<bool> ask)
    {
        try
        {
            return ask();
        }
        catch (Exception mute) when (mute is InvalidOperationException or HostException or NotImplementedException)
        {
            throw Failures.ConfirmationImpossible(target, action, mute);
        }
    }

    private bool TracesWithout(string parameter) =>
        MyInvocation.BoundParameters is var bound && bound.TryGetValue("Debug", out var debug) && debug is SwitchParameter { IsPresent: true }
        && !bound.ContainsKey(parameter);

    private void Guarded(Action step)
    {
        try
        {
            step();
        }
        catch (Exception failure) when (failure is OperationCanceledException or RaxBackupException && stopping.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (RaxBackupException failure)
        {
            Fail(failure);
        }
    }

    private void Tell(Notice notice)
    {
        switch (notice.Kind)
        {
            case NoticeKind.Verbose: WriteVerbose(notice.Text); break;
            case NoticeKind.Debug: WriteDebug(notice.Text); break;
            case NoticeKind.Warning: WriteWarning(notice.Text); break;
            case NoticeKind.Progress when notice.Job is { } job: WriteProgress(JobProgressRecord.From(job)); break;
        }
    }
}
