using System.Text;

namespace RaxBackup.Client.Usage.Export;

/// <summary>A format of lines.</summary>
internal interface ILines
{
    /// <summary>How its files end.</summary>
    string Extension { get; }

    /// <summary>The first line of a file, with its end; empty where there is none.</summary>
    string Header { get; }

    /// <summary>What ends a line.</summary>
    string End { get; }

    /// <summary>Writes the lines of an event, each with its end.</summary>
    void Write(UsageEvent usage, StringBuilder to);

    /// <summary>Whether a last line without an end is whole all the same.</summary>
    bool IsWhole(string lastLine);

    /// <summary>Whether line breaks may stand within quotes.</summary>
    bool HasQuotedBreaks { get; }

    /// <summary>Events that no line was written for.</summary>
    Unmeasured Unmeasured { get; }

    /// <summary>Whether an event that a file holds is not added to it again.</summary>
    bool DropsHeld { get; }
}
