using System;
using System.Globalization;
using System.Text;

namespace RaxBackup.Client.Usage.Export;

/// <summary>Fields of a CSV row by RFC 4180: quoted where they need it, rows end in CR LF.</summary>
internal sealed class CsvRow
{
    public const string End = "\r\n";
    private static readonly char[] Special = ['"', ',', '\r', '\n'];
    private bool isFirst = true;

    /// <summary>Where the row is written to.</summary>
    public StringBuilder To { get; set; } = new();

    public void Add(string? value)
    {
        if (!isFirst)
            To.Append(',');
        isFirst = false;
        if (value is null || value.Length == 0)
            return;
        if (value.IndexOfAny(Special) < 0)
            To.Append(value);
        else
            To.Append('"').Append(value.Replace("\"", "\"\"")).Append('"');
    }

    public void Add(IFormattable? value) => Add(value?.ToString(null, CultureInfo.InvariantCulture));

    public void EndRow()
    {
        To.Append(End);
        isFirst = true;
    }

    /// <summary>How many fields a row has; 0 where it ends within quotes.</summary>
    public static int FieldsOf(string row)
    {
        var fields = 1;
        var isQuoted = false;
        foreach (var character in row)
        {
            if (character == '"')
                isQuoted = !isQuoted;
            else if (character == ',' && !isQuoted)
                fields++;
        }
        return isQuoted ? 0 : fields;
    }
}
