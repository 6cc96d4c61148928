using System;
using System.Text.RegularExpressions;

namespace RaxBackup.Service.Journal;

/// <summary>
/// Takes secrets out of an address: what follows <c>tokens/</c>, whatever a query calls a token, key, password or the like, and
/// anything that looks like a token or API key of this service (32 hexadecimal digits or more), however it is escaped.
/// </summary>
internal static partial class Redaction
{
    /// <summary>Longer addresses are cut off.</summary>
    private const int Longest = 1024;

    public static string Of(string target)
    {
        var plain = Unescape(target);
        var safe = Secrets(plain);
        var shown = safe == plain ? target : safe;
        return shown.Length <= Longest ? shown : shown[..Longest];
    }

    /// <summary>A text without what looks like a secret.</summary>
    public static string Secrets(string text) => Pattern().Replace(text, "***");

    // As often as it can be: who reads the journal could go on unescaping, too.
    private static string Unescape(string text)
    {
        while (text.Contains('%', StringComparison.Ordinal))
        {
            var plain = Uri.UnescapeDataString(text);
            if (plain == text)
            {
                break;
            }

            text = plain;
        }

        return text;
    }

    [GeneratedRegex(
        @"(?<=/tokens/+)[^/?][^?]*|(?<=[?&;][^=&;]*(token|key|pass|secret|auth|session)[^=&;]*=)[^&;]+|[0-9a-f]{32,}",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
