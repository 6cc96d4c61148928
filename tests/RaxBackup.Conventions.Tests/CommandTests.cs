using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using Xunit;

namespace RaxBackup.Conventions.Tests;

/// <summary>What no command may forget.</summary>
public class CommandTests
{
    private static readonly string[] Reads = ["Get", "Wait", "Connect", "Disconnect", "Measure", "Import", "Test"];

    public static TheoryData<string> Names => new(Module.AllCommands.Select(command => command.Name));

    [Fact]
    public void The_manifest_names_every_command_and_no_other() =>
        Assert.Equal(Module.AllCommands.Select(command => command.Name).Order(), Module.ManifestCommands);

    [Fact]
    public void Every_command_has_a_help_page_and_no_page_is_left_over() =>
        Assert.Equal(Module.ManifestCommands, Module.Sources("docs/en-US", "*-*.md").Select(file => Path.GetFileNameWithoutExtension(file.Name)).Order());

    [Theory, MemberData(nameof(Names))]
    public void It_has_a_Pester_file(string name) => Assert.Single(Module.Sources("tests/Pester", name + ".Tests.ps1"));

    [Theory, MemberData(nameof(Names))]
    public void Its_verb_is_approved(string name) => Assert.Contains(Named(name).Verb, ApprovedVerbs);

    [Theory, MemberData(nameof(Names))]
    public void It_asks_before_it_changes_something(string name)
    {
        if (!Reads.Contains(Named(name).Verb))
            Assert.True(Named(name).SupportsShouldProcess);
    }

    [Theory, MemberData(nameof(Names))]
    public void Its_impact_is_high_only_where_it_destroys(string name)
    {
        var destroys = Named(name).Verb == "Remove" || name is "Move-RaxBackupVault" or "Enable-RaxBackupEncryption" or "Reset-RaxLocalService";
        Assert.Equal(destroys, Named(name).ConfirmImpact == 3);
    }

    [Theory, MemberData(nameof(Names))]
    public void It_says_what_it_writes(string name) => Assert.NotEmpty(Named(name).OutputTypes);

    [Theory, MemberData(nameof(Names))]
    public void Its_class_is_sealed_public_and_named_after_it(string name)
    {
        var type = Named(name).Type;
        Assert.True(type.IsSealed && type.IsPublic);
        Assert.Equal(name.Replace("-", "") + "Command", type.Name);
        Assert.Single(Module.Sources("src/RaxBackup.Cmdlets", type.Name + ".cs"));
    }

    [Theory, MemberData(nameof(Names))]
    public void It_stands_at_most_three_bases_above_PSCmdlet(string name)
    {
        var depth = 0;
        for (var type = Named(name).Type.BaseType; type!.Name != "PSCmdlet"; type = type.BaseType)
            depth++;
        Assert.InRange(depth, 1, 3);
    }

    [Theory, MemberData(nameof(Names))]
    public void It_takes_a_session_unless_it_is_about_sessions_the_local_service_files_or_what_was_read(string name)
    {
        var exempt = name.Contains("RaxLocal") || name is "Connect-RaxBackup" or "Get-RaxBackupSession" or "Import-RaxUsageEvent" or "Measure-RaxUsage" or "Export-RaxUsage";
        Assert.Equal(!exempt, Named(name).Parameters.Any(parameter => parameter.Name == "Session"));
    }

    [Theory, MemberData(nameof(Names))]
    public void A_read_takes_a_region(string name)
    {
        var exempt = name.Contains("RaxLocal") || name is "Get-RaxBackupSession";
        if (Named(name).Verb == "Get" && !exempt)
            Assert.Contains(Named(name).Parameters, parameter => parameter.Name == "Region");
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_parameter_is_documented(string name)
    {
        var docs = File.ReadAllText(Path.Combine(Module.Root, "docs", "en-US", name + ".md"));
        Assert.All(Named(name).Parameters, parameter => Assert.Contains("### -" + parameter.Name, docs, StringComparison.Ordinal));
    }

    private static Command Named(string name) => Module.AllCommands.Single(command => command.Name == name);

    private static readonly HashSet<string> ApprovedVerbs = Module.PowerShell.GetTypes()
        .Where(type => type.Name.StartsWith("Verbs", StringComparison.Ordinal))
        .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static)).Select(field => (string)field.GetRawConstantValue()!).ToHashSet();
}
