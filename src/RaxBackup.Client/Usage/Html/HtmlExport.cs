using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using RaxBackup.Client.Usage.Export;

namespace RaxBackup.Client.Usage.Html;

/// <summary>Usage as one page. Events are summed as they come; the file is there once all of them have come.</summary>
internal sealed class HtmlExport : IUsageExport
{
    private readonly ExportOptions options;
    private readonly Statement statement = new();
    private readonly NewFile file;

    public HtmlExport(ExportOptions options)
    {
        this.options = options;
        file = Guarded(() =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(options.Path)!);
            return new NewFile(options.Path, "", options.Overwrite);
        });
    }

    public Unmeasured Unmeasured => statement.Unmeasured;

    public void Add(UsageEvent usage) => statement.Add(usage);

    public void Commit() => throw options.CommitRefused();

    public IReadOnlyList<string> Complete() => Guarded<IReadOnlyList<string>>(() =>
    {
        var html = new StringBuilder();
        using (var text = new StringWriter(html))
            StatementPage.Write(text, statement, options.Prices);
        file.Write(html);
        file.Complete();
        return [options.Path];
    });

    public void Dispose() => file.Dispose();

    private T Guarded<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            var failure = Failure.Of(FailureKind.InvalidArgument, nameof(Text.FileNotWritable), cause, options.Path, cause.Message);
            failure.Target = options.Path;
            throw failure;
        }
    }
}
