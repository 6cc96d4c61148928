using System;

namespace RaxBackup.Help;

/// <summary>Something in a page that cannot become help; the line counts from 1.</summary>
internal sealed class PageException(string file, int line, string message) : Exception(message)
{
    public string File { get; } = file;

    public int Line { get; } = line;

    /// <summary>In the form that MSBuild reads as an error of that file and line.</summary>
    public string ToBuildError() => $"{File}({Line}): error HELP001: {Message}";
}
