using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using RaxBackup.Client;

namespace RaxBackup.Cmdlets;

/// <summary>Completes time zones: Windows and IANA ids, with or without a session.</summary>
public sealed class TimeZoneCompleter : IArgumentCompleter
{
    /// <inheritdoc />
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        TimeZones.KnownIds.Select(id => new Offer(id, id)).Fitting(wordToComplete);
}
