using RaxBackup.Client.Usage.Html;

namespace RaxBackup.Client.Usage.Export;

/// <summary>Opens what writes a format.</summary>
internal static class UsageExports
{
    public static IUsageExport Open(ExportOptions options) => options.Format switch
    {
        UsageFormat.Csv => new LineExport(options, new CsvLines()),
        UsageFormat.Jsonl => new LineExport(options, new JsonlLines()),
        UsageFormat.Focus => new LineExport(options, new FocusLines(options.Prices ?? throw NoPrices(options))),
        UsageFormat.Html => new HtmlExport(options),
        _ => throw Failure.About(options.Format, FailureKind.InvalidArgument, nameof(Text.FormatUnknown), options.Format),
    };

    private static RaxBackupException NoPrices(ExportOptions options) =>
        Failure.About(options.Path, FailureKind.InvalidArgument, nameof(Text.RateCardRequired));
}
