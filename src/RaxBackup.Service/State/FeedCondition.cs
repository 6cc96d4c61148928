using System.Collections.Generic;
using System.Linq;
using Dapper;

namespace RaxBackup.Service.State;

/// <summary>A condition on an entry's categories, read from <c>(AND(cat=type:X)(NOT(cat=rgn:Y)))</c>.</summary>
internal abstract record FeedCondition
{
    private static readonly string[] Words = ["AND", "OR", "NOT"];

    /// <summary>As SQL over the column Categories, its values among the parameters.</summary>
    public abstract string ToSql(DynamicParameters parameters);

    /// <summary>Reads the condition; a refusal says what is wrong with it.</summary>
    public static FeedCondition Parse(string text)
    {
        var at = 0;
        var condition = ParseOne(text, ref at, 0);
        return at == text.Length ? condition : throw Wrong(text, at);
    }

    private static FeedCondition ParseOne(string text, ref int at, int depth)
    {
        if (depth > 20 || at >= text.Length || text[at++] != '(')
        {
            throw Wrong(text, at);
        }

        FeedCondition condition;
        if (Has(text, at, "cat="))
        {
            var start = at + 4;
            at = text.IndexOf(')', start);
            condition = at > start ? new Category(text[start..at]) : throw Wrong(text, start);
        }
        else
        {
            condition = ParseGroup(text, ref at, depth);
        }

        return at < text.Length && text[at++] == ')' ? condition : throw Wrong(text, at);
    }

    private static Group ParseGroup(string text, ref int at, int depth)
    {
        var start = at;
        var word = Words.FirstOrDefault(w => Has(text, start, w)) ?? throw Wrong(text, at);
        at += word.Length;
        var parts = new List<FeedCondition>();
        while (at < text.Length && text[at] == '(')
        {
            parts.Add(ParseOne(text, ref at, depth + 1));
        }

        var fits = word == "NOT" ? parts.Count == 1 : parts.Count >= 2;
        return fits ? new Group(word, parts) : throw Wrong(text, at);
    }

    private static bool Has(string text, int at, string word) => string.CompareOrdinal(text, at, word, 0, word.Length) == 0;

    private static Refusal Wrong(string text, int at) => Refusal.Invalid(
        "search", $"Invalid search parameter at character {at + 1} of '{text}': (cat=...), (AND(..)(..)), (OR(..)(..)) or (NOT(..)) was expected.");

    private sealed record Category(string Term) : FeedCondition
    {
        public override string ToSql(DynamicParameters parameters)
        {
            var name = $"category{parameters.ParameterNames.Count()}";
            parameters.Add(name, $"\n{Term.ToLowerInvariant()}\n");
            return $"instr(lower(Categories), @{name}) > 0";
        }
    }

    private sealed record Group(string Word, List<FeedCondition> Parts) : FeedCondition
    {
        public override string ToSql(DynamicParameters parameters) => Word == "NOT"
            ? $"NOT ({Parts[0].ToSql(parameters)})"
            : $"({string.Join($" {Word} ", Parts.Select(p => p.ToSql(parameters)))})";
    }
}
