using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace RaxBackup.Client;

/// <summary>Arguments as one command line, by the rules that .NET and the C runtime share; .NET Framework knows no other way.</summary>
internal static class CommandLine
{
    public static string Join(IEnumerable<string> arguments) => string.Join(" ", arguments.Select(Quoted));

    private static string Quoted(string argument)
    {
        var quoted = new StringBuilder("\"");
        var backslashes = 0;
        foreach (var character in argument)
        {
            // Backslashes stand for themselves, but for those before a quotation mark: they count double there.
            if (character == '"') quoted.Append('\\', backslashes + 1);
            backslashes = character == '\\' ? backslashes + 1 : 0;
            quoted.Append(character);
        }
        return quoted.Append('\\', backslashes).Append('"').ToString();
    }
}
