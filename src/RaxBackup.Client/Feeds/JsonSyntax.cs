using System;
using System.Collections.Generic;
using System.Text;
using System.Text.RegularExpressions;

namespace RaxBackup.Client.Feeds;

/// <summary>What a text in JSON is.</summary>
internal enum TextKind
{
    /// <summary>The name of a property.</summary>
    Name,

    /// <summary>Its value.</summary>
    Value,

    /// <summary>One of a list, or the whole document.</summary>
    Item,
}

/// <summary>Follows JSON outside its texts, and refuses what Newtonsoft takes beyond JSON: other quotes, comments, words, open commas.</summary>
internal sealed class JsonSyntax
{
    private static readonly Regex Number = new("^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][-+]?[0-9]+)?$");

    private readonly Stack<char> open = new();
    private readonly StringBuilder word = new();
    private char last = ' ';

    /// <summary>A text begins.</summary>
    public TextKind BeginText()
    {
        EndWord();
        var kind = open.Count == 0 || open.Peek() == '[' ? TextKind.Item : last is '{' or ',' ? TextKind.Name : TextKind.Value;
        last = '"';
        return kind;
    }

    public void Pass(char c)
    {
        if (c is ' ' or '\t' or '\r' or '\n' || (c == '\uFEFF' && last == ' '))
        {
            EndWord();
            return;
        }
        if (c is '-' or '+' or '.' || (c < 128 && char.IsLetterOrDigit(c)))
        {
            if (word.Length > 400) throw Wrong(word.ToString());
            word.Append(c);
            last = 'w';
            return;
        }
        EndWord();
        if (c is not ('{' or '}' or '[' or ']' or ':' or ',') || (last == ',' && c is ',' or ']' or '}') || (c == ':' && last != '"')) throw Wrong(c.ToString());
        if (c is '{' or '[') open.Push(c);
        else if (c is '}' or ']' && (open.Count == 0 || open.Pop() != (c == '}' ? '{' : '['))) throw Wrong(c.ToString());
        last = c;
    }

    /// <summary>The document ends.</summary>
    public void End() => EndWord();

    private void EndWord()
    {
        if (word.Length == 0) return;
        var text = word.ToString();
        word.Clear();
        if (text is not ("true" or "false" or "null") && !Number.IsMatch(text)) throw Wrong(text);
    }

    private static FormatException Wrong(string what) => new($"'{what}' is not JSON here");
}
