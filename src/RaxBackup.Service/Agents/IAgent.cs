using System;
using System.Threading;
using System.Threading.Tasks;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Agents;

/// <summary>Whatever runs the jobs of one agent.</summary>
internal interface IAgent : IAsyncDisposable
{
    long MachineAgentId { get; }

    bool IsOnline { get; }

    /// <summary>Whether a job runs or waits.</summary>
    bool IsBusy { get; }

    /// <summary>
    /// Takes a job that has been written down as waiting, and its passphrase, which it wipes; jobs run one at a time, in this order.
    /// False where it takes none any more.
    /// </summary>
    bool Enqueue(JobKey job, SealedPassphrase? passphrase = null);

    /// <summary>Interrupts a job whose stop has been written down.</summary>
    void Interrupt(JobKey job);

    /// <summary>0 to 100 while the job is known to the agent, else null.</summary>
    int? Percent(JobKey job);

    /// <summary>Ends when the job has ended and that has been written down; at once where the agent does not know it.</summary>
    Task WhenDone(JobKey job);

    /// <summary>Whether a backup's data is there.</summary>
    Task<bool> HasDataAsync(long backupId, CancellationToken stop);

    /// <summary>Sets what it writes to the log, 1 to 6.</summary>
    void SetLogLevel(int loggingLevelId);

    /// <summary>Asks it to come online.</summary>
    void Wake();

    /// <summary>Takes no job any more; ends when those that it has taken have ended.</summary>
    Task RetireAsync();

    /// <summary>Bytes that the agent's vault takes.</summary>
    Task<long> VaultBytesAsync(CancellationToken stop);

    /// <summary>Where the vault is, as an address.</summary>
    string VaultAddress { get; }
}
