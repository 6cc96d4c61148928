using System;
using System.IO;
using System.Threading;
using RaxBackup;
using RaxBackup.Client;
using RaxBackup.Demo;

// The main job on real files without PowerShell: back up a folder, lose files, restore them, compare every byte, read the usage.
// A folder given as argument is only read. Exit code 0 only if every byte matches.
if (args.Length > 1 || (args.Length == 1 && !Directory.Exists(args[0])))
{
    Console.Error.WriteLine(args.Length > 1 ? "usage: demo [FOLDER]" : $"There is no folder '{args[0]}'.");
    return 2;
}

using var end = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    end.Cancel();
};
var call = new Call(end.Token, new ProgressLine().Tell);
var scratch = Directory.CreateTempSubdirectory("raxbackup-demo-").FullName;
try
{
    await using var service = await DemoService.StartAsync(call);
    return await new Story(service.Connection, scratch, call).RunAsync(args.Length == 1 ? Path.GetFullPath(args[0]) : null) ? 0 : 1;
}
catch (Exception failure) when (failure is RaxBackupException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"FAILED: {failure.Message} {(failure as RaxBackupException)?.RecommendedAction}".TrimEnd());
    return 1;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Stopped.");
    return 130;
}
finally
{
    Tree.Remove(scratch);
}
