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
    public void What_the_environment_names_goes_before_the_path_and_the_usual_folders()
    {
        var variables = new Dictionary<string, string>
        {
            ["DOTNET_ROOT"] = "root",
            ["PATH"] = string.Join(Path.PathSeparator, "first", "", "second"),
        };
        string[] order = [In("root"), In("first"), In("second"), In("/usr/share/dotnet")];
        for (var gone = 0; gone < order.Length; gone++)
            Assert.Equal(order[gone], DotNetHost.FindOrNull(variables.GetValueOrDefault, order.Skip(gone).Contains, _ => true));
    }

    [Fact]
    public void A_host_that_is_named_is_taken_at_its_word()
    {
        Assert.Equal("mine", DotNetHost.FindOrNull(name => name == "DOTNET_HOST_PATH" ? "mine" : "elsewhere", _ => true, _ => false));
        Assert.Null(DotNetHost.FindOrNull(name => name == "DOTNET_HOST_PATH" ? "gone" : "elsewhere", file => file != "gone", _ => true));
    }

    [Fact]
    public void An_empty_environment_leaves_the_usual_folders() =>
        Assert.Equal(In("/usr/lib/dotnet"), DotNetHost.FindOrNull(_ => "", file => file == In("/usr/lib/dotnet"), _ => true));

    [Fact]
    public void One_that_has_the_runtime_goes_before_one_that_has_not()
    {
        Assert.Equal(In("/usr/lib/dotnet"), DotNetHost.FindOrNull(_ => "", _ => true, file => file == In("/usr/lib/dotnet")));
        Assert.NotNull(DotNetHost.FindOrNull(_ => "", _ => true, _ => false));
    }

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
