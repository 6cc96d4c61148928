using System;
using System.Collections.Generic;
using System.Text;

namespace RaxBackup.Client.Usage.Export;

/// <summary>One event a row, with every column.</summary>
internal sealed class CsvLines : ILines, IFields
{
    private readonly CsvRow row = new();
    private readonly int fields;

    public CsvLines()
    {
        var names = new Names();
        UsageColumns.Write(new(), names);
        Header = string.Join(",", names.All) + CsvRow.End;
        fields = names.All.Count;
    }

    public string Extension => ".csv";

    public string Header { get; }

    public string End => CsvRow.End;

    public bool HasQuotedBreaks => true;

    public Unmeasured Unmeasured { get; } = new();

    public bool DropsHeld => false;

    public void Write(UsageEvent usage, StringBuilder to)
    {
        row.To = to;
        UsageColumns.Write(usage, this);
        row.EndRow();
    }

    public bool IsWhole(string lastLine) => CsvRow.FieldsOf(lastLine) == fields;

    public void Text(string name, string? value) => row.Add(value);

    public void Time(string name, DateTimeOffset? value) => row.Add(value is { } time ? UtcText.Of(time.UtcDateTime) : null);

    public void Count(string name, ulong? value) => row.Add(value);

    public void Number(string name, long? value) => row.Add(value);

    public void Real(string name, double? value) => row.Add(value);

    public void Flag(string name, bool? value) => row.Add(value switch { true => "true", false => "false", null => null });

    public void List(string name, IReadOnlyList<string>? value) => row.Add(value is null ? null : string.Join(";", value));

    private sealed class Names : IFields
    {
        public List<string> All { get; } = [];

        public void Text(string name, string? value) => All.Add(name);

        public void Time(string name, DateTimeOffset? value) => All.Add(name);

        public void Count(string name, ulong? value) => All.Add(name);

        public void Number(string name, long? value) => All.Add(name);

        public void Real(string name, double? value) => All.Add(name);

        public void Flag(string name, bool? value) => All.Add(name);

        public void List(string name, IReadOnlyList<string>? value) => All.Add(name);
    }
}
