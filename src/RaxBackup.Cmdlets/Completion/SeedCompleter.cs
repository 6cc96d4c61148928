using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace RaxBackup.Cmdlets;

/// <summary>Completes seeds: those that are part of the service, then files.</summary>
public sealed class SeedCompleter : IArgumentCompleter
{
    /// <summary>The seeds that are part of the service.</summary>
    internal static readonly string[] Known = ["fleet", "small"];

    /// <inheritdoc />
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Known.Select(name => new Offer(name, name)).Fitting(wordToComplete).Concat(CompletionCompleters.CompleteFilename(wordToComplete));
}
