using System.Management.Automation;
using RaxBackup.Client.Feeds;

namespace RaxBackup.Cmdlets;

/// <summary>Reads usage events from files in which feeds were kept.</summary>
[Cmdlet(VerbsData.Import, "RaxUsageEvent", DefaultParameterSetName = "Path")]
[OutputType(typeof(UsageEvent))]
public sealed class ImportRaxUsageEventCommand : RaxBackupCmdlet
{
    /// <summary>Files of feeds or entries, as Atom or JSON, packed with gzip or not; wildcards are welcome.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = "Path")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>The same, taken as they are written.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath", "LP", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>The service whose feed the files are of; where it is not given, each entry tells.</summary>
    [Parameter]
    [OneOf(typeof(UsageService))]
    [ValidateNotNull]
    public UsageService? Service { get; set; }

    /// <inheritdoc />
    protected override void Process()
    {
        var isLiteral = ParameterSetName == "LiteralPath";
        foreach (var path in isLiteral ? LiteralPath : Path)
        {
            try
            {
                foreach (var file in FilePaths.Existing(SessionState.Path, path, isLiteral))
                    Read(file);
            }
            catch (RaxBackupException failure)
            {
                Fail(failure);
            }
        }
    }

    /// <summary>What stands before a damage is written; the damage is an error of that file alone.</summary>
    private void Read(string file)
    {
        try
        {
            foreach (var found in ArchivedFeed.Read(file, Service))
                WriteObject(found);
        }
        catch (RaxBackupException failure)
        {
            Fail(failure);
        }
    }
}
