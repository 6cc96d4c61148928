using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Xunit;

namespace RaxBackup.Client.Tests;

public sealed class DotNetHostTests
{
    private static readonly string Name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";

    [Fact]
    public void The_one_that_is_named_is_the_one()
    {
        var variables = new Dictionary<string, string> { ["DOTNET_HOST_PATH"] = In("host"), ["DOTNET_ROOT"] = "root" };
        Assert.Equal(In("host"), DotNetHost.FindOrNull(variables.GetValueOrDefault, _ => true, _ => false));
        Assert.Null(DotNetHost.FindOrNull(variables.GetValueOrDefault, file => file != In("host"), _ => true));
    }

    [Fact]
    public void What_the_environment_names_goes_before_the_usual_folders()
    {
        var variables = new Dictionary<string, string> { ["DOTNET_ROOT"] = "root", ["PATH"] = string.Join(Path.PathSeparator, "first", "", "second") };
        string[] order = [In("root"), In("first"), In("second"), In("/usr/share/dotnet")];
        for (var gone = 0; gone < order.Length; gone++)
            Assert.Equal(order[gone], DotNetHost.FindOrNull(variables.GetValueOrDefault, order.Skip(gone).Contains, _ => true));
    }

    [Fact]
    public void The_first_that_has_the_runtime_goes_before_those_that_have_not()
    {
        string[] there = [In("first"), In("second"), In("third")];
        string? Find(params string[] withRuntime) =>
            DotNetHost.FindOrNull(name => name == "PATH" ? string.Join(Path.PathSeparator, "first", "second", "third") : null, there.Contains, withRuntime.Contains);
        Assert.Equal(In("second"), Find(In("third"), In("second")));
        Assert.Equal(In("first"), Find());
    }

    [Fact]
    public void An_empty_environment_leaves_the_usual_folders() =>
        Assert.Equal(In("/usr/lib/dotnet"), DotNetHost.FindOrNull(_ => "", file => file == In("/usr/lib/dotnet"), _ => true));

    [Fact]
    public void There_may_be_none() => Assert.Null(DotNetHost.FindOrNull(_ => null, _ => false, _ => false));

    [Theory]
    [InlineData(150, true)]
    [InlineData(unchecked((int)0x80008096), true)]
    [InlineData(1, false)]
    [InlineData(0, false)]
    public void A_missing_framework_is_told_by_the_exit_code(int exitCode, bool lacks) => Assert.Equal(lacks, DotNetHost.LacksFramework(exitCode));

    private static string In(string folder) => Path.Combine(folder, Name);
}
