using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace RaxBackup.Conventions.Tests;

/// <summary>Errors have names, and every name has its message.</summary>
public class ErrorTests
{
    [Fact]
    public void No_error_goes_unspecified() => Assert.DoesNotContain(Module.Sources("src"), file => File.ReadAllText(file.FullName).Contains("ErrorCategory.NotSpecified"));

    [Fact]
    public void Every_error_id_is_the_key_of_a_message()
    {
        var used = Module.Sources("src/RaxBackup.Client").Concat(Module.Sources("src/RaxBackup.Cmdlets"))
            .SelectMany(file => Regex.Matches(File.ReadAllText(file.FullName), @"nameof\(Text\.(\w+)\)").Select(match => match.Groups[1].Value)).ToHashSet();
        Assert.NotEmpty(used);
        Assert.Subset(Keys, used);
    }

    [Fact]
    public void No_error_id_is_written_as_a_bare_string() => Assert.Empty(Module.Sources("src/RaxBackup.Client").Concat(Module.Sources("src/RaxBackup.Cmdlets"))
        .SelectMany(file => Regex.Matches(File.ReadAllText(file.FullName), @"new RaxBackupException\(\s*FailureKind\.\w+,\s*""(\w+)""").Select(match => file.Name + ": " + match.Groups[1].Value)));

    private static HashSet<string> Keys => Module.Client.GetTypes().Concat(Module.Commands.GetTypes()).Where(type => type.Name == "Text")
        .SelectMany(type => type.GetMembers(System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic))
        .Select(member => member.Name).ToHashSet();
}
