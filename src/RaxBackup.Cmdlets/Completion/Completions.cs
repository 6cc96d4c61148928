using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace RaxBackup.Cmdlets;

/// <summary>What a completer offers: the text that goes into the line, and what the list shows for it.</summary>
internal sealed record Offer(string Text, string? Label = null)
{
    /// <summary>Whether what a person has typed so far fits: the beginning of the text, or any part of the label.</summary>
    public bool Fits(string typed) => Begins(typed) || Label?.IndexOf(typed, StringComparison.OrdinalIgnoreCase) >= 0;

    public bool Begins(string typed) => Text.StartsWith(typed, StringComparison.OrdinalIgnoreCase);

    public CompletionResult ToResult() => new(Quoted(Text), Label ?? Text, CompletionResultType.ParameterValue, Label ?? Text);

    private static string Quoted(string text) =>
        text.All(character => char.IsLetterOrDigit(character) || character is '-' or '_' or '.' or '/' or '*')
            ? text
            : $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'";
}

/// <summary>The offers that fit what has been typed.</summary>
internal static class Completions
{
    public static IEnumerable<CompletionResult> Fitting(this IEnumerable<Offer> offers, string? typed)
    {
        var bare = (typed ?? "").Trim('\'', '"');
        return [.. offers.Where(offer => offer.Fits(bare)).OrderByDescending(offer => offer.Begins(bare)).Select(offer => offer.ToResult())];
    }
}
