using System;
using System.IO;
using System.Text;

namespace RaxBackup.Client.Feeds;

/// <summary>
/// Lets JSON through as it is, and mends what the feeds' writer is known to leave out: the backslash before quotes and backslashes
/// within a text. A quote ends a text only where JSON could go on after it; any other is part of the text. Where that could be read in
/// two ways, and where it is no JSON otherwise, it fails and tells the place.
/// </summary>
internal sealed class MendingReader(TextReader source) : TextReader
{
    private readonly JsonSyntax syntax = new();
    private readonly char[] read = new char[16384];
    private readonly StringBuilder whole = new();
    private int at, length, given;
    private int line = 1, column;

    /// <summary>Where the reading is.</summary>
    public string Place => $"line {line}, position {column}";

    public override int Read(char[] buffer, int index, int count)
    {
        while (given == whole.Length)
        {
            given = 0;
            whole.Clear();
            if (Peek(0) < 0)
            {
                syntax.End();
                return 0;
            }
            Advance();
        }
        var some = Math.Min(count, whole.Length - given);
        whole.CopyTo(given, buffer, index, some);
        given += some;
        return some;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) source.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>A stretch of JSON: up to and with the next text.</summary>
    private void Advance()
    {
        try
        {
            while (Peek(0) is >= 0 and var next && whole.Length < read.Length)
            {
                if (next == '"')
                {
                    ReadText(syntax.BeginText());
                    return;
                }
                var c = Take();
                syntax.Pass(c);
                whole.Append(c);
            }
        }
        catch (FormatException cause)
        {
            throw new FormatException($"{cause.Message} ({Place})", cause);
        }
    }

    private void ReadText(TextKind kind)
    {
        whole.Append(Take());
        bool isMended = false, mayHaveEnded = false;
        while (true)
        {
            var next = Peek(0);
            if (next < 0) return; // the parser says that it breaks off
            if (next < ' ') throw new FormatException("a control character within a text is not JSON");
            var c = Take();
            if (c == '\\')
            {
                mayHaveEnded |= Peek(0) == '"' && Ends(kind, 1);
                ReadEscape();
            }
            else if (c != '"') whole.Append(c);
            else if (Ends(kind, 0)) break;
            else
            {
                if (kind == TextKind.Name || After(0) is (int)':') throw new FormatException("a quote within a text leaves open where the text ends");
                isMended = true;
                whole.Append("\\\"");
            }
            if (isMended && mayHaveEnded) throw new FormatException("a quote after a backslash leaves open where the text ends");
        }
        whole.Append('"');
    }

    /// <summary>An escape of JSON's, or else a backslash of the text's own.</summary>
    private void ReadEscape()
    {
        var next = Peek(0);
        var isEscape = next switch
        {
            '"' or '\\' or '/' or 'b' or 'f' or 'n' or 'r' or 't' => true,
            'u' => IsHex(1) && IsHex(2) && IsHex(3) && IsHex(4),
            _ => false,
        };
        whole.Append(isEscape ? "\\" : "\\\\");
        if (isEscape) whole.Append(Take());
    }

    private bool IsHex(int ahead) => Peek(ahead) is >= 0 and var c && Uri.IsHexDigit((char)c);

    /// <summary>Whether JSON could go on after a quote: what follows begins so many characters ahead.</summary>
    private bool Ends(TextKind kind, int ahead)
    {
        var next = After(ahead, out var place);
        return kind switch
        {
            TextKind.Name => next == ':',
            TextKind.Item => next is ',' or ']' or < 0,
            _ => next < 0 || (next == ',' && After(place + 1) is '"' or < 0) || (next == '}' && After(place + 1) is ',' or '}' or ']' or < 0),
        };
    }

    private int After(int ahead) => After(ahead, out _);

    /// <summary>The next character that is no white space, and where it is.</summary>
    private int After(int ahead, out int place)
    {
        while (Peek(ahead) is ' ' or '\t' or '\r' or '\n') ahead++;
        place = ahead;
        return Peek(ahead);
    }

    private char Take()
    {
        var c = (char)Peek(0);
        at++;
        column++;
        if (c == '\n') (line, column) = (line + 1, 0);
        return c;
    }

    /// <summary>A character ahead; -1 after the last.</summary>
    private int Peek(int ahead)
    {
        if (ahead > read.Length / 2) throw new FormatException("there is more white space than a feed has");
        while (at + ahead >= length)
        {
            Array.Copy(read, at, read, 0, length -= at);
            at = 0;
            var more = source.Read(read, length, read.Length - length);
            if (more == 0) return -1;
            length += more;
        }
        return read[at + ahead];
    }
}
