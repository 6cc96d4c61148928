using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using Xunit;

namespace RaxBackup.Conventions.Tests;

/// <summary>What Export-Clixml and jobs carry comes back as what it was: each type, or one that it derives from, says how.</summary>
public class CopyTests
{
    private const string Depth = "SerializationDepth";
    private const string Target = "TargetTypeForDeserialization";
    private static readonly Dictionary<string, XElement> Copies = Types("RaxBackup.Copies.ps1xml");
    private static readonly Dictionary<string, XElement> Views = Types(Path.Combine("Views", "RaxBackup.Types.ps1xml"));

    /// <summary>Every type that commands write, by itself or within another.</summary>
    public static TheoryData<string> Models => new(Module.Models.GetExportedTypes()
        .Where(type => type.IsClass && type.GetConstructor(Type.EmptyTypes) is not null && !IsException(type)).Select(type => type.FullName!));

    [Theory, MemberData(nameof(Models))]
    public void It_comes_back_from_a_copy(string name) =>
        Assert.Contains(Line(name), type => ConverterOrNull(type) == "RaxBackup.Cmdlets.CopyConverter" && NoteOrNull(Copies, "Deserialized." + type, Target) == type);

    [Theory, MemberData(nameof(Models))]
    public void Its_times_and_lists_are_in_the_copy(string name)
    {
        var flat = Module.Models.GetType(name)!.GetProperties().All(property => IsWord(property.PropertyType));
        Assert.True(flat || Line(name).Any(type => NoteOrNull(Views, type, Depth) == "2"), $"{name} needs {Depth} 2 in RaxBackup.Types.ps1xml.");
    }

    [Fact]
    public void No_entry_is_left_over() =>
        Assert.All(Copies.Keys, name => Assert.NotNull(Module.Models.GetType(name.Replace("Deserialized.", "", StringComparison.Ordinal))));

    /// <summary>A value that is written as one element, however deep it lies.</summary>
    private static bool IsWord(Type type) =>
        type.Name == "Nullable`1" ? IsWord(type.GetGenericArguments()[0])
        : type.IsPrimitive || type.IsEnum || type.Name is "String" or "Decimal" or "TimeSpan" or "Uri" or "SecureString";

    private static bool IsException(Type type) => type.BaseType is { } parent && (parent.FullName == "System.Exception" || IsException(parent));

    private static IEnumerable<string> Line(string name)
    {
        for (var type = Module.Models.GetType(name); type?.Namespace == "RaxBackup"; type = type.BaseType)
            yield return type.FullName!;
    }

    private static string? ConverterOrNull(string type) =>
        Copies.GetValueOrDefault(type)?.Element("TypeConverter")?.Element("TypeName")?.Value;

    private static string? NoteOrNull(Dictionary<string, XElement> types, string type, string note) =>
        types.GetValueOrDefault(type)?.Descendants("NoteProperty").SingleOrDefault(member => member.Element("Name")!.Value == note)?.Element("Value")!.Value;

    private static Dictionary<string, XElement> Types(string file) =>
        XDocument.Load(Path.Combine(Module.Root, "src", "RaxBackup.Cmdlets", file)).Root!.Elements("Type").ToDictionary(type => type.Element("Name")!.Value);
}
