using System.Collections.Generic;

namespace RaxBackup.Help;

/// <summary>What one docs/en-US/Verb-Noun.md says, text already plain.</summary>
internal sealed record CommandPage(
    string Name,
    string Synopsis,
    IReadOnlyList<string> Description,
    IReadOnlyList<SyntaxSet> Syntax,
    IReadOnlyList<ParameterPage> Parameters,
    IReadOnlyList<TypePage> Inputs,
    IReadOnlyList<TypePage> Outputs,
    IReadOnlyList<string> Notes,
    IReadOnlyList<ExamplePage> Examples,
    IReadOnlyList<LinkPage> Links);

/// <summary>A parameter set with its parameters in the order of the syntax line; the name is null where there is only one set.</summary>
internal sealed record SyntaxSet(string? Name, bool IsDefault, IReadOnlyList<string> ParameterNames);

/// <summary>A parameter: one use for each way in which its sets differ.</summary>
internal sealed record ParameterPage(string Name, IReadOnlyList<string> Description, IReadOnlyList<ParameterUse> Uses)
{
    /// <summary>How the parameter is used in a set; null where it is not.</summary>
    public ParameterUse? UseIn(string? set)
    {
        foreach (var use in Uses)
        {
            if (use.Sets.Count == 0 || (set is not null && use.Sets.Contains(set)))
                return use;
        }
        return null;
    }
}

/// <summary>The yaml block below a parameter. No sets means all of them.</summary>
internal sealed record ParameterUse(
    string Type,
    IReadOnlySet<string> Sets,
    IReadOnlyList<string> Aliases,
    IReadOnlyList<string> AcceptedValues,
    bool Required,
    string Position,
    string DefaultValue,
    string PipelineInput,
    bool Wildcards)
{
    public bool IsSwitch => Type == "SwitchParameter";
}

/// <summary>A type that goes in or comes out, and what it means.</summary>
internal sealed record TypePage(string Name, IReadOnlyList<string> Description);

/// <summary>An example: what is typed, and what is said about it.</summary>
internal sealed record ExamplePage(string Title, string Code, IReadOnlyList<string> Remarks);

/// <summary>A related link; the address is empty where it is another command or topic.</summary>
internal sealed record LinkPage(string Text, string Uri);
