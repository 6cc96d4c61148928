using System.Globalization;
using System.IO;
using System.Text;
using Newtonsoft.Json;

namespace RaxBackup.Client.Usage.Export;

/// <summary>One event a line, flat; numbers are numbers, and what an event does not have is left out.</summary>
internal sealed class JsonlLines : ILines
{
    public string Extension => ".jsonl";

    public string Header => "";

    public string End => "\n";

    public bool HasQuotedBreaks => false;

    public Unmeasured Unmeasured { get; } = new();

    public bool DropsHeld => true;

    public void Write(UsageEvent usage, StringBuilder to)
    {
        using (var json = new JsonTextWriter(new StringWriter(to, CultureInfo.InvariantCulture)))
        {
            json.WriteStartObject();
            UsageColumns.Write(usage, new JsonFields(json));
            json.WriteEndObject();
        }
        to.Append(End);
    }

    public bool IsWhole(string lastLine) => JsonlReader.ReadOrNull(lastLine) is not null;
}
