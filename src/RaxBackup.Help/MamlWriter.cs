using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;

namespace RaxBackup.Help;

/// <summary>Writes pages as MAML, the XML that Get-Help reads.</summary>
internal static class MamlWriter
{
    private static readonly XNamespace Msh = "http://msh";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    public static XDocument Write(IEnumerable<CommandPage> pages) => new(
        new XDeclaration("1.0", "utf-8", null),
        new XElement(
            Msh + "helpItems",
            new XAttribute("schema", "maml"),
            new XAttribute(XNamespace.Xmlns + "maml", Maml),
            new XAttribute(XNamespace.Xmlns + "command", Command),
            new XAttribute(XNamespace.Xmlns + "dev", Dev),
            pages.Select(Page)));

    private static XElement Page(CommandPage page) => new(
        Command + "command",
        new XElement(
            Command + "details",
            new XElement(Command + "name", page.Name),
            new XElement(Command + "verb", page.Name.Split('-')[0]),
            new XElement(Command + "noun", page.Name.Split('-')[1]),
            Description([page.Synopsis])),
        Description(page.Description),
        new XElement(Command + "syntax", page.Syntax.Select(set => SyntaxItem(page, set))),
        new XElement(Command + "parameters", page.Parameters.OrderBy(parameter => parameter.Name, StringComparer.Ordinal)
            .Select(parameter => Parameter(parameter, parameter.Uses[0], inSyntax: false))),
        new XElement(Command + "inputTypes", page.Inputs.Select(type => Type("inputType", type))),
        new XElement(Command + "returnValues", page.Outputs.Select(type => Type("returnValue", type))),
        new XElement(Maml + "alertSet", new XElement(Maml + "alert", Paragraphs(page.Notes))),
        new XElement(Command + "examples", page.Examples.Select(Example)),
        new XElement(Command + "relatedLinks", page.Links.Select(Link)));

    private static XElement SyntaxItem(CommandPage page, SyntaxSet set)
    {
        var parameters = page.Parameters.ToDictionary(parameter => parameter.Name);
        return new XElement(
            Command + "syntaxItem",
            new XElement(Maml + "name", page.Name),
            set.ParameterNames.Select(name => Parameter(parameters[name], parameters[name].UseIn(set.Name)!, inSyntax: true)));
    }

    private static XElement Parameter(ParameterPage parameter, ParameterUse use, bool inSyntax) => new(
        Command + "parameter",
        new XAttribute("required", use.Required ? "true" : "false"),
        new XAttribute("variableLength", "true"),
        new XAttribute("globbing", use.Wildcards ? "true" : "false"),
        new XAttribute("pipelineInput", use.PipelineInput),
        new XAttribute("position", use.Position),
        new XAttribute("aliases", use.Aliases.Count > 0 ? string.Join(", ", use.Aliases) : "none"),
        new XElement(Maml + "name", parameter.Name),
        Description(Described(parameter, use)),
        Value(use, inSyntax),
        new XElement(Dev + "type", new XElement(Maml + "name", use.Type), new XElement(Maml + "uri")),
        new XElement(Dev + "defaultValue", use.DefaultValue));

    /// <summary>Get-Help -Parameter shows no value group, so that the values stand in the text as well.</summary>
    private static IEnumerable<string> Described(ParameterPage parameter, ParameterUse use) => use.AcceptedValues.Count == 0
        ? parameter.Description
        : parameter.Description.Append($"Accepted values: {string.Join(", ", use.AcceptedValues)}.");

    /// <summary>A switch has no value in a syntax line; a parameter with accepted values shows those.</summary>
    private static XElement? Value(ParameterUse use, bool inSyntax)
    {
        if (inSyntax && use.IsSwitch)
            return null;
        return inSyntax && use.AcceptedValues.Count > 0
            ? new XElement(Command + "parameterValueGroup", use.AcceptedValues.Select(value => ParameterValue(value, required: false)))
            : ParameterValue(use.Type, required: !use.IsSwitch);
    }

    private static XElement ParameterValue(string text, bool required) => new(
        Command + "parameterValue", new XAttribute("required", required ? "true" : "false"), new XAttribute("variableLength", "false"), text);

    private static XElement Type(string element, TypePage type) =>
        new(Command + element, new XElement(Dev + "type", new XElement(Maml + "name", type.Name)), Description(type.Description));

    private static XElement Example(ExamplePage example) => new(
        Command + "example",
        new XElement(Maml + "title", Ruled(example.Title)),
        new XElement(Dev + "code", example.Code),
        // The empty paragraph keeps the next example's title away from this one's text.
        new XElement(Dev + "remarks", Paragraphs(example.Remarks.Append(""))));

    /// <summary>The title between dashes, no wider than a narrow console.</summary>
    private static string Ruled(string title)
    {
        var dashes = new string('-', Math.Max(3, (70 - title.Length) / 2));
        return $"{dashes} {title} {dashes}";
    }

    private static XElement Link(LinkPage link) =>
        new(Maml + "navigationLink", new XElement(Maml + "linkText", link.Text), new XElement(Maml + "uri", link.Uri));

    private static XElement Description(IEnumerable<string> text) => new(Maml + "description", Paragraphs(text));

    private static IEnumerable<XElement> Paragraphs(IEnumerable<string> text) => text.Select(paragraph => new XElement(Maml + "para", paragraph));
}
