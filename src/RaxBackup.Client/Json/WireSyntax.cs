using System;
using System.Linq;
using System.Text;

namespace RaxBackup.Client.Json;

/// <summary>
/// Newtonsoft reads more than JSON (single quotes, comments, words, octal numbers). This lets only JSON through, and one thing
/// more that the service is known to send: a bare number with leading zeros, which is quoted so that its digits stay.
/// </summary>
internal static class WireSyntax
{
    public static string Check(string text)
    {
        StringBuilder? mended = null;
        var copied = 0;
        var last = ' ';
        for (var at = 0; at < text.Length;)
        {
            var c = text[at];
            var end = at + 1;
            if (c == '"') end = EndOfString(text, at);
            else if (char.IsLetter(c)) end = EndOfWord(text, at);
            else if (c is '-' || char.IsDigit(c)) end = EndOfNumber(text, at);
            else if (c is not ('{' or '}' or '[' or ']' or ':' or ',' or ' ' or '\t' or '\r' or '\n' or '\uFEFF'))
                throw new FormatException($"'{c}' at position {at} is not JSON");

            if (last == ',' && c is (',' or ']' or '}')) throw new FormatException($"'{c}' after a comma at position {at} is not JSON");
            if (c == ':' && last != '"') throw new FormatException($"a name without quotes before position {at} is not JSON");
            if (!char.IsWhiteSpace(c)) last = c;

            if (HasLeadingZero(text, at, end))
            {
                (mended ??= new StringBuilder()).Append(text, copied, at - copied).Append('"').Append(text, at, end - at).Append('"');
                copied = end;
            }
            at = end;
        }
        return mended == null ? text : mended.Append(text, copied, text.Length - copied).ToString();
    }

    private static int EndOfString(string text, int at)
    {
        for (var i = at + 1; i < text.Length; i++)
        {
            if (text[i] == '"') return i + 1;
            if (text[i] < ' ') throw new FormatException($"a control character within a text at position {i} is not JSON");
            if (text[i] == '\\') CheckEscape(text, ++i);
        }
        return text.Length; // the parser says where it breaks off
    }

    private static void CheckEscape(string text, int at)
    {
        var known = at >= text.Length || (text[at] == 'u'
            ? Enumerable.Range(at + 1, 4).All(i => i >= text.Length || Uri.IsHexDigit(text[i]))
            : "\"\\/bfnrt".IndexOf(text[at]) >= 0);
        if (!known) throw new FormatException($"'\\{text[at]}' at position {at - 1} is not JSON");
    }

    private static int EndOfWord(string text, int at)
    {
        var end = at;
        while (end < text.Length && char.IsLetter(text[end])) end++;
        var word = text.Substring(at, end - at);
        return word is "true" or "false" or "null" ? end : throw new FormatException($"'{word}' at position {at} is not JSON");
    }

    private static int EndOfNumber(string text, int at)
    {
        var end = at + 1;
        while (end < text.Length && (char.IsDigit(text[end]) || text[end] is '.' or '+' or '-' or 'e' or 'E')) end++;
        return end;
    }

    private static bool HasLeadingZero(string text, int at, int end)
    {
        if (text[at] == '"') return false;
        var first = text[at] == '-' ? at + 1 : at;
        if (end - first < 2 || text[first] != '0') return false;
        for (var i = first; i < end; i++)
        {
            if (!char.IsDigit(text[i])) return false;
        }
        return true;
    }
}
