using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace RaxBackup.Cmdlets;

/// <summary>Completes the operations of a local service.</summary>
public sealed class LocalOperationCompleter : IArgumentCompleter
{
    private static readonly string[] Known =
    [
        "AddRestoreItem", "ChangeEncryption", "CreateConfiguration", "CreateRestore", "DeleteAgent", "DeleteConfiguration", "EnableAgent",
        "EnableConfiguration", "EnableEncryption", "GetAgent", "GetAgentByHostServer", "GetBackup", "GetBackupReport", "GetConfiguration",
        "GetRestore", "GetRestoreReport", "GetUsageEvent", "ListActivity", "ListAgentActivity", "ListAgentConfigurations", "ListAgents",
        "ListCompletedBackups", "ListConfigurations", "ListRestoreItems", "ListRestorePoints", "ListUsageEvents", "LogIn", "MigrateVault",
        "RemoveRestoreItem", "RevokeToken", "RevokeTokenById", "SetLogLevel", "StartBackup", "StartRestore", "UpdateAgent",
        "UpdateConfiguration", "UpdateRestore", "ValidateToken", "WakeAgents",
    ];

    /// <inheritdoc />
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Known.Select(name => new Offer(name, name)).Fitting(wordToComplete);
}
