using System;
using System.Collections.Generic;
using System.Linq;
using System.Security;
using System.Text;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Feeds;

/// <summary>A condition on an entry's categories, read from <c>(AND(cat=type:X)(NOT(cat=rgn:Y)))</c>.</summary>
internal abstract record FeedCondition
{
    private static readonly string[] Words = ["AND", "OR", "NOT"];

    /// <summary>Whether an entry, as stored, fulfils it.</summary>
    public abstract bool Holds(ReadOnlySpan<byte> xml);

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

    // Stored entries have the term first of a category's attributes; letters count alike in both cases.
    private sealed record Category(string Term) : FeedCondition
    {
        private readonly byte[] _term = Encoding.UTF8.GetBytes(SecurityElement.Escape(Term));

        public override bool Holds(ReadOnlySpan<byte> xml)
        {
            var start = "category term=\""u8;
            for (int at; (at = xml.IndexOf(start)) >= 0;)
            {
                xml = xml[(at + start.Length)..];
                var value = xml[..Math.Max(0, xml.IndexOf((byte)'"'))];
                if (Ascii.EqualsIgnoreCase(value, _term) || value.SequenceEqual(_term))
                {
                    return true;
                }
            }

            return false;
        }
    }

    private sealed record Group(string Word, List<FeedCondition> Parts) : FeedCondition
    {
        public override bool Holds(ReadOnlySpan<byte> xml)
        {
            foreach (var part in Parts)
            {
                // One part decides: AND by the first that fails, OR by the first that holds, NOT by its only one.
                if (part.Holds(xml) == (Word != "AND"))
                {
                    return Word == "OR";
                }
            }

            return Word != "OR";
        }
    }
}
