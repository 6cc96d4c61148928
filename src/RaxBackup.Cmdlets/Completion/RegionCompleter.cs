using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace RaxBackup.Cmdlets;

/// <summary>Completes the session's regions; without a session those where Rackspace has Cloud Backup.</summary>
public sealed class RegionCompleter : IArgumentCompleter
{
    private static readonly string[] Known = ["DFW", "HKG", "IAD", "LON", "ORD", "SYD"];

    /// <inheritdoc />
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var given = fakeBoundParameters["Session"] is PSObject wrapped ? wrapped.BaseObject : fakeBoundParameters["Session"];
        var regions = SessionStore.Find(given as Session)?.Session.Regions ?? Known;
        return regions.Select(region => new Offer(region)).Fitting(wordToComplete);
    }
}
