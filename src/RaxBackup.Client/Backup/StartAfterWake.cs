using System;
using System.Threading;
using System.Threading.Tasks;
using RaxBackup.Client.Http;

namespace RaxBackup.Client;

/// <summary>Just after agents were woken the service may refuse a start with 403 for some seconds: such a start is repeated.</summary>
internal sealed class StartAfterWake(TimeProvider time)
{
    private const int Repeats = 20;
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WakeLasts = TimeSpan.FromSeconds(90);

    private long wokenUntil = long.MinValue;

    /// <summary>Agents were woken now.</summary>
    public void Woken() => Volatile.Write(ref wokenUntil, (time.GetUtcNow() + WakeLasts).UtcTicks);

    public async Task<Answer> StartAsync(Func<Task<Answer>> start, Call call)
    {
        for (var repeat = 1; ; repeat++)
        {
            try
            {
                return await start().ConfigureAwait(false);
            }
            catch (RaxBackupException failure)
                when (failure.Kind == FailureKind.Forbidden && repeat <= Repeats && time.GetUtcNow().UtcTicks < Volatile.Read(ref wokenUntil))
            {
                call.Verbose(failure, $"The agent has just been woken: trying again in 1 s ({repeat} of {Repeats}).");
            }
            await Pause.ForAsync(time, Between, call.Stop).ConfigureAwait(false);
        }
    }
}
