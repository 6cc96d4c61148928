using System;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using RaxBackup.Service;
using RaxBackup.Service.Engines;

ServiceOptions options;
try
{
    options = ServiceOptions.Parse(args);
}
catch (ArgumentException wrong)
{
    await Console.Error.WriteLineAsync($"{wrong.Message}\n{ServiceOptions.Usage}");
    return 2;
}

if (options.Help)
{
    Console.WriteLine(ServiceOptions.Usage);
    return 0;
}

var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
using var hungUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, HangUp);
try
{
    var clock = new ServiceClock();
    await using var host = await ServiceHost.StartAsync(options, clock, folder => new VaultEngine(folder, clock));
    Console.WriteLine(ReadyLine.Ready(host));
    if (!options.Detached)
    {
        _ = Task.Run(EndWithInputAsync);
    }

    await end.Task;
    return 0;
}
catch (Exception failure)
{
    Console.WriteLine(ReadyLine.Failed(failure as StartFailure ?? new StartFailure(StartFailure.Unexpected, failure.Message, failure)));
    return 1;
}

void End(PosixSignalContext signal)
{
    signal.Cancel = true;
    end.TrySetResult();
}

// Ctrl+C in a terminal reaches everything that runs there. Whoever holds our standard input means another command by it: a wait
// that is given up must not take the service, and the job, with it.
void Interrupt(PosixSignalContext signal)
{
    signal.Cancel = true;
    if (options.Detached || !Console.IsInputRedirected)
    {
        end.TrySetResult();
    }
}

// A detached service outlives its terminal.
void HangUp(PosixSignalContext signal)
{
    signal.Cancel = true;
    if (!options.Detached)
    {
        end.TrySetResult();
    }
}

// The parent holds the other end of standard input: when that closes, the parent is gone or done.
async Task EndWithInputAsync()
{
    await using var input = Console.OpenStandardInput();
    var buffer = new byte[256];
    while (await input.ReadAsync(buffer) > 0)
    {
    }

    end.TrySetResult();
}
