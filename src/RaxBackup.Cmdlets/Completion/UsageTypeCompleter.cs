using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace RaxBackup.Cmdlets;

/// <summary>Completes the type categories of the usage messages that are known.</summary>
public sealed class UsageTypeCompleter : IArgumentCompleter
{
    private static readonly string[] Known =
    [
        "cloudbackup.bandwidthIn.agent.usage",
        "cloudbackup.bandwidthOut.agent.usage",
        "cloudbackup.license.agent.usage",
        "cloudbackup.storage.agent.usage",
        "cloudblockstorage.cbs.volume.usage",
        "cloudblockstorage.snapshot.volume.usage",
        "clouddatabase.dbaas.mysql.usage",
        "cloudfiles.bandwidth.usage",
        "cloudfiles.cdnbandwidth.usage",
        "cloudfiles.storage.usage",
    ];

    /// <inheritdoc />
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Known.Select(type => new Offer(type, type)).Fitting(wordToComplete);
}
