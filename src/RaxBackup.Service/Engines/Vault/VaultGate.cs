using System;
using System.Threading;
using System.Threading.Tasks;

namespace RaxBackup.Service.Engines.Vault;

/// <summary>Who may work at the same time: one backup, beside it up to 64 restores; forgetting alone.</summary>
internal sealed class VaultGate : IDisposable
{
    private const int MostRestores = 64;

    private readonly SemaphoreSlim _backup = new(1);
    private readonly SemaphoreSlim _restores = new(MostRestores);

    public Task<IDisposable> BackupAsync(CancellationToken stop) => EnterAsync(_backup, 1, stop);

    public Task<IDisposable> RestoreAsync(CancellationToken stop) => EnterAsync(_restores, 1, stop);

    public async Task<IDisposable> ForgetAsync(CancellationToken stop)
    {
        var backup = await EnterAsync(_backup, 1, stop);
        try
        {
            return await EnterAsync(_restores, MostRestores, stop, backup);
        }
        catch
        {
            backup.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _backup.Dispose();
        _restores.Dispose();
    }

    private static async Task<IDisposable> EnterAsync(SemaphoreSlim gate, int places, CancellationToken stop, IDisposable? also = null)
    {
        var taken = 0;
        try
        {
            for (; taken < places; taken++)
            {
                await gate.WaitAsync(stop);
            }
            return new Places(gate, places, also);
        }
        catch
        {
            if (taken > 0)
            {
                gate.Release(taken);
            }
            throw;
        }
    }

    private sealed class Places(SemaphoreSlim gate, int places, IDisposable? also = null) : IDisposable
    {
        public void Dispose()
        {
            gate.Release(places);
            also?.Dispose();
        }
    }
}
