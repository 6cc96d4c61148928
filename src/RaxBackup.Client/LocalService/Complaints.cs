using System.Text;

namespace RaxBackup.Client;

/// <summary>The first 2 KB of what a process wrote to its standard error.</summary>
internal sealed class Complaints
{
    private readonly StringBuilder text = new();

    public void Add(string? line)
    {
        lock (text)
        {
            if (line is not null && text.Length < 2048)
                text.AppendLine(line);
        }
    }

    public override string ToString()
    {
        lock (text)
            return text.ToString().Trim();
    }
}
