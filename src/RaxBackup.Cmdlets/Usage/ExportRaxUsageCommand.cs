using System;
using System.IO;
using System.Management.Automation;
using RaxBackup.Client.Usage.Export;

namespace RaxBackup.Cmdlets;

/// <summary>Writes usage to files.</summary>
[Cmdlet(VerbsData.Export, "RaxUsage", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(void), typeof(FileInfo))]
public sealed class ExportRaxUsageCommand : RaxBackupCmdlet
{
    private IUsageExport? export;
    private IDisposable? registration;

    /// <summary>Usage events.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public UsageEvent[] InputObject { get; set; } = [];

    /// <summary>The file to write; with -PartitionBy the folder. Taken as it is written: no character is a wildcard.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("LiteralPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The format.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [OneOf(typeof(UsageFormat))]
    public UsageFormat Format { get; set; }

    /// <summary>A file of prices, CSV or JSON; -Format Focus needs it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? RateCard { get; set; }

    /// <summary>Day: a folder for each day.</summary>
    [Parameter]
    [ValidateSet("Day")]
    public string? PartitionBy { get; set; }

    /// <summary>Adds to what is there.</summary>
    [Parameter]
    public SwitchParameter Append { get; set; }

    /// <summary>Leaves a file that is there as it is, which is an error.</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Writes the files that were written.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc />
    protected override void Begin()
    {
        var options = Options();
        if (!ShouldProcess(options.Path, Text.WriteUsage(Format)))
            return;
        export = UsageExports.Open(options);
        registration = Durability.Register(export.Commit);
    }

    /// <inheritdoc />
    protected override void Process()
    {
        if (export is null)
            return;
        foreach (var usage in InputObject)
            export.Add(usage);
    }

    /// <inheritdoc />
    protected override void End()
    {
        if (export is null)
            return;
        var written = export.Complete();
        if (Text.UsageUnmeasured(export.Unmeasured) is { } told)
            WriteWarning(told);
        foreach (var file in PassThru ? written : [])
            WriteObject(new FileInfo(file));
    }

    /// <inheritdoc />
    private protected override void Close()
    {
        registration?.Dispose();
        export?.Dispose();
    }

    /// <summary>Part of an export is no export.</summary>
    private protected override bool EndsPipeline(RaxBackupException failure) => true;

    private ExportOptions Options()
    {
        var isPage = Format == UsageFormat.Html;
        if (isPage && (Append || PartitionBy is not null))
            throw Failures.Argument(nameof(Text.PageNotInLines), Text.PageNotInLines, Format);
        if (Append && NoClobber)
            throw Failures.Argument(nameof(Text.AppendOrNoClobber), Text.AppendOrNoClobber, Path);
        return new(FilePaths.New(SessionState.Path, Path, isLiteral: true), Format)
        {
            Append = Append,
            Overwrite = !NoClobber,
            Partitioned = PartitionBy is not null,
            Prices = RateCard is null ? null : RateCardFile.Read(FilePaths.New(SessionState.Path, RateCard, isLiteral: true)),
        };
    }
}
