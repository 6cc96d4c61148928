using System;
using System.Globalization;
using System.IO;
using System.Net;
using System.Text.RegularExpressions;

namespace RaxBackup.Client.Usage.Html;

/// <summary>Writes HTML of which every hole is escaped: <c>Write($"&lt;td&gt;{name}&lt;/td&gt;")</c> holds for any name.</summary>
internal sealed class Markup(TextWriter output)
{
    private static readonly EscapingFormat Escaping = new();

    public void Write(FormattableString html) => output.Write(string.Format(Escaping, html.Format, html.GetArguments()));

    public void WriteLine(FormattableString html)
    {
        Write(html);
        output.Write('\n');
    }

    /// <summary>Text of this assembly's own, such as its style sheet.</summary>
    public void WriteOwn(string text) => output.Write(text);

    private sealed class EscapingFormat : IFormatProvider, ICustomFormatter
    {
        public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : null;

        public string Format(string? format, object? arg, IFormatProvider? formatProvider)
        {
            var text = arg is IFormattable formattable ? formattable.ToString(format, CultureInfo.InvariantCulture) : arg?.ToString() ?? "";
            // Control characters have no place in HTML, not even as references; a line feed is the tooltips' own.
            return WebUtility.HtmlEncode(Regex.Replace(text, @"[\p{Cc}-[\n]]", "\uFFFD"));
        }
    }
}
