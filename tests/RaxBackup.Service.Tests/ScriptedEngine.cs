using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using RaxBackup.Service.Engines;

namespace RaxBackup.Service.Tests;

/// <summary>An engine that does what a test says, when it says so.</summary>
internal sealed class ScriptedEngine : IBackupEngine
{
    private readonly ConcurrentDictionary<long, bool> _whole = new();
    private readonly ConcurrentDictionary<string, byte[]> _passphrases = new();
    private readonly Channel<object> _entered = Channel.CreateUnbounded<object>();

    /// <summary>While set, jobs wait for it, or for their cancellation.</summary>
    public TaskCompletionSource? Hold { get; set; }

    /// <summary>While set, jobs that are stopped wait for it before they end.</summary>
    public TaskCompletionSource? LastBreath { get; set; }

    /// <summary>What jobs throw.</summary>
    public Exception? Fault { get; set; }

    public JobProgress? Progress { get; set; }

    /// <summary>The passphrase that the last restore came with, as text.</summary>
    public string? LastPassphrase { get; private set; }

    /// <summary>Where it stood; whoever called wipes it.</summary>
    public ReadOnlyMemory<byte> PassphraseMemory { get; private set; }

    public BackupOutcome Backup { get; set; } = new(11936, 3972844749, 6, 186751386, 1000, []);

    public RestoreOutcome Restore { get; set; } = new(35, 18874368, 2, []);

    public long Stored { get; set; } = 37014733;

    public ValueTask<object> NextJobAsync() => _entered.Reader.ReadAsync();

    public async Task<BackupOutcome> BackupAsync(BackupJob job, IProgress<JobProgress> progress, CancellationToken stop)
    {
        await RunAsync(job, progress, stop);
        _whole[job.BackupId] = true;
        return Backup;
    }

    public async Task<RestoreOutcome> RestoreAsync(RestoreJob job, IProgress<JobProgress> progress, CancellationToken stop)
    {
        (LastPassphrase, PassphraseMemory) = (Encoding.UTF8.GetString(job.Passphrase.Span), job.Passphrase);
        await RunAsync(job, progress, stop);
        return Restore;
    }

    private async Task RunAsync(object job, IProgress<JobProgress> progress, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        if (Progress is { } value)
        {
            progress.Report(value);
        }

        await _entered.Writer.WriteAsync(job, stop);
        try
        {
            await (Hold?.Task ?? Task.CompletedTask).WaitAsync(stop);
        }
        catch (OperationCanceledException)
        {
            await (LastBreath?.Task ?? Task.CompletedTask);
            throw;
        }

        if (Fault != null)
        {
            throw Fault;
        }
    }

    public Task<IReadOnlyList<long>> ListAsync(CancellationToken stop) => Task.FromResult<IReadOnlyList<long>>([.. _whole.Keys.Order()]);

    public Task ForgetAsync(long backupId, CancellationToken stop)
    {
        _whole.TryRemove(backupId, out _);
        return Task.CompletedTask;
    }

    public Task ClearAsync(CancellationToken stop)
    {
        _whole.Clear();
        _passphrases.Clear();
        return Task.CompletedTask;
    }

    public Task EnableEncryptionAsync(string agentKey, ReadOnlyMemory<byte> passphrase, CancellationToken stop) =>
        _passphrases.TryAdd(agentKey, passphrase.ToArray())
            ? Task.CompletedTask
            : throw new EngineException(EngineFailure.AlreadyEncrypted, $"Agent {agentKey} is encrypted already.");

    public async Task ChangePassphraseAsync(string agentKey, ReadOnlyMemory<byte> current, ReadOnlyMemory<byte> next, CancellationToken stop)
    {
        await VerifyPassphraseAsync(agentKey, current, stop);
        _passphrases[agentKey] = next.ToArray();
    }

    public Task VerifyPassphraseAsync(string agentKey, ReadOnlyMemory<byte> passphrase, CancellationToken stop) =>
        _passphrases.TryGetValue(agentKey, out var right) && passphrase.Span.SequenceEqual(right)
            ? Task.CompletedTask
            : throw new EngineException(EngineFailure.WrongPassphrase, $"The passphrase of agent {agentKey} is wrong.");

    public Task<long> StoredBytesAsync(CancellationToken stop) => Task.FromResult(Stored);
}
