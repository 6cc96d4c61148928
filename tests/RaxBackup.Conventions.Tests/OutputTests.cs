using System;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using Xunit;

namespace RaxBackup.Conventions.Tests;

/// <summary>What commands write: mockable types, each with a table and a list.</summary>
public class OutputTests
{
    private static readonly XDocument Views = XDocument.Load(Path.Combine(Module.Root, "src", "RaxBackup.Cmdlets", "Views", "RaxBackup.Format.ps1xml"));

    public static TheoryData<string> OutputTypes => new(Module.AllCommands.SelectMany(command => command.OutputTypes)
        .Where(type => type.Namespace == "RaxBackup").Select(type => type.FullName!).Distinct().Order());

    [Theory, MemberData(nameof(OutputTypes))]
    public void It_has_a_table_and_a_list(string type)
    {
        var kinds = Views.Descendants("View").Where(view => view.Descendants("TypeName").Any(name => name.Value == type)).SelectMany(view => view.Elements());
        Assert.Contains(kinds, element => element.Name == "TableControl");
        Assert.Contains(kinds, element => element.Name == "ListControl");
    }

    [Theory, MemberData(nameof(OutputTypes))]
    public void It_can_be_mocked(string name)
    {
        var type = Module.Models.GetType(name)!;
        Assert.False(type.IsSealed);
        Assert.NotNull(type.GetConstructor(Type.EmptyTypes));
        Assert.All(type.GetProperties(), property => Assert.True(property.SetMethod?.IsPublic, property.Name));
    }
}
