using System;
using System.Linq;
using System.Management.Automation;

namespace RaxBackup.Cmdlets;

/// <summary>Starts a Cloud Backup service for this machine. It ends with this PowerShell process at the latest.</summary>
[Cmdlet(VerbsLifecycle.Start, "RaxLocalService", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(LocalService))]
public sealed class StartRaxLocalServiceCommand : RaxBackupCmdlet
{
    /// <summary>The folder for its state; a temporary one where none is given.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>The port on the loopback address; any free one by default.</summary>
    [Parameter]
    [ValidateRange(0, 65535)]
    [WholeNumber]
    public int Port { get; set; }

    /// <summary>The service's clock stands still at this time, until Step-RaxLocalClock puts it ahead.</summary>
    [Parameter]
    [PointInTime]
    public DateTimeOffset? FrozenAt { get; set; }

    /// <summary>What it begins with: a seed file, or the name of a ready-made seed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SeedCompleter))]
    public string? Seed { get; set; }

    /// <inheritdoc />
    protected override void Process()
    {
        var folder = Path is null ? null : FolderOf(Path);
        if (FrozenAt is { UtcDateTime.Year: < 1970 or >= 9000 } at)
            throw Failures.Argument(nameof(Text.ClockTimeInvalid), Text.ClockTimeInvalid(at), at);
        var seed = Seed is null ? null : SeedOf(Seed);
        if (ShouldProcess(folder ?? "state in a temporary folder", "Start a local service"))
            WriteObject(RunningServices.Start(this, folder, Port, FrozenAt, seed));
    }

    /// <summary>There is nothing to go on with.</summary>
    private protected override bool EndsPipeline(RaxBackupException failure) => true;

    /// <summary>A bare word is a ready-made seed's name, all else a file.</summary>
    private string SeedOf(string seed)
    {
        if (!seed.All(c => char.IsLetterOrDigit(c) || c is '-' or '_'))
            return FilePaths.Existing(SessionState.Path, seed, isLiteral: true)[0];
        return SeedCompleter.Known.Contains(seed)
            ? seed
            : throw Failures.Argument(nameof(Text.SeedUnknown), Text.SeedUnknown(seed, string.Join(", ", SeedCompleter.Known)), seed);
    }

    private string FolderOf(string path)
    {
        try
        {
            return FilePaths.New(SessionState.Path, path, isLiteral: true);
        }
        catch (RaxBackupException)
        {
            throw Failures.Argument(nameof(Text.StatePathInvalid), Text.StatePathInvalid(path), path);
        }
    }
}
