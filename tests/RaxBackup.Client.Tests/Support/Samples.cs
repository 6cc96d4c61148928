using System;
using System.Collections.Generic;
using System.Linq;
using RaxBackup.Client.Json;

namespace RaxBackup.Client.Tests.Support;

/// <summary>Reads an answer as the operation's own type; of a list, the first.</summary>
internal static class Samples
{
    private static readonly Dictionary<string, Func<string, object?>> Readers = new()
    {
        ["GetAgent"] = One<Agent>,
        ["GetAgentByHostServer"] = One<Agent>,
        ["UpdateAgent"] = One<Agent>,
        ["DeleteAgent"] = One<Agent>,
        ["ListAgents"] = First<Agent>,
        ["CreateConfiguration"] = One<BackupConfiguration>,
        ["GetConfiguration"] = One<BackupConfiguration>,
        ["EnableConfiguration"] = One<BackupConfiguration>,
        ["ListConfigurations"] = First<BackupConfiguration>,
        ["ListAgentConfigurations"] = First<BackupConfiguration>,
        ["GetBackup"] = One<Backup>,
        ["GetBackupReport"] = One<BackupReport>,
        ["ListCompletedBackups"] = First<CompletedBackup>,
        ["ListRestorePoints"] = First<RestorePoint>,
        ["CreateRestore"] = One<Restore>,
        ["GetRestore"] = One<Restore>,
        ["GetRestoreReport"] = One<RestoreReport>,
        ["ListRestoreItems"] = First<RestoreItem>,
        ["ListActivity"] = First<Activity>,
        ["ListAgentActivity"] = First<Activity>,
        ["StartBackup"] = body => WireJson.ReadNumber(Pipelines.Answered(body)),
        ["EnableEncryption"] = body => PlainValue.Read(Pipelines.Answered(body)),
        ["ChangeEncryption"] = body => PlainValue.Read(Pipelines.Answered(body)),
    };

    public static object? ReadAs(string operation, string body) => Readers[operation](body);

    public static T One<T>(string body) where T : class => WireJson.Read<T>(Pipelines.Answered(body));

    public static IReadOnlyList<T> Many<T>(string body) where T : class => WireJson.ReadList<T>(Pipelines.Answered(body));

    private static T First<T>(string body) where T : class => Many<T>(body)[0];
}
