using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using Xunit;

namespace RaxBackup.Conventions.Tests;

/// <summary>Which room may touch what, and how large a file may grow.</summary>
public class StructureTests
{
    [Fact]
    public void The_models_need_nothing_but_the_framework() => Assert.All(References(Module.Models), IsFramework);

    [Fact]
    public void The_client_knows_no_PowerShell() => Assert.DoesNotContain("System.Management.Automation", References(Module.Client));

    [Fact]
    public void The_commands_know_neither_HTTP_nor_JSON()
    {
        Assert.DoesNotContain("Newtonsoft.Json", References(Module.Commands));
        Assert.DoesNotContain("Polly.Core", References(Module.Commands));
        Assert.All(Module.Sources("src/RaxBackup.Cmdlets"), file => Assert.DoesNotMatch(@"\bHttpClient\b|\bJToken\b", Code(file)));
    }

    /// <summary>Await is where the pipeline's thread waits; a completer has no pipeline, and takes the result of a task that is over.</summary>
    [Fact]
    public void Threads_meet_in_one_place() => Assert.All(
        Module.Sources("src/RaxBackup.Cmdlets").Where(file => file.Name is not ("RaxBackupCmdlet.cs" or "SessionCompleter.cs")),
        file => Assert.DoesNotMatch(@"\.Result\b|(?<!Monitor)\.Wait\(|\.GetAwaiter\(\)\.GetResult\(\)", Code(file)));

    [Fact]
    public void Client_types_are_internal() => Assert.Empty(Module.Client.GetExportedTypes().Select(type => type.FullName));

    [Fact]
    public void Every_client_method_takes_a_call()
    {
        var methods = Module.Client.GetTypes().Where(type => type.Name.EndsWith("Api", StringComparison.Ordinal))
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => method.Name.EndsWith("Async", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(methods);
        Assert.All(methods, method => Assert.Equal("Call", method.GetParameters().Last().ParameterType.Name));
    }

    [Fact]
    public void The_client_keeps_no_static_state() => Assert.Empty(Module.Client.GetTypes()
        .Where(type => !type.Name.Contains('<'))
        .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        .Where(field => !field.IsInitOnly && !field.IsLiteral && !field.Name.Contains('<')).Select(field => field.DeclaringType!.Name + "." + field.Name));

    /// <summary>The service's own control routes, and two of Identity's that no command needs, are for other callers.</summary>
    [Fact]
    public void Every_service_route_is_reached_by_a_client_call()
    {
        string[] forOthers = ["GetClock", "GenerateEvents", "PublishEvents", "RemoveFaults", "ClearRequests", "GetHealth", "RevokeTokenById", "ValidateToken",
            "GetPage", "GetPageFile", "GetOverview", "ListAllAgents", "WatchLive"];
        var served = Names("src/RaxBackup.Service/Routes", @"new\(""(\w+)""").Except(forOthers).ToList();
        Assert.NotEmpty(served);
        Assert.Empty(served.Except(Names("src/RaxBackup.Client", @"Operation(?:\.\w+)?\(\s*""(\w+)""|""(ListUsageEvents)""")));
    }

    [Fact]
    public void The_operations_that_Tab_offers_are_those_of_the_service() => Assert.Equal(
        Service.Routes.Operations.All.Where(operation => !operation.IsOwn).Select(operation => operation.Name).Order(StringComparer.Ordinal),
        Regex.Matches(File.ReadAllText(Module.Sources("src/RaxBackup.Cmdlets", "LocalOperationCompleter.cs").Single().FullName), @"""(\w+)""")
            .Select(match => match.Groups[1].Value));

    [Fact]
    public void No_file_is_over_300_lines() => Assert.Empty(Module.Sources("src").Concat(Module.Sources("tests"))
        .Where(file => File.ReadLines(file.FullName).Count() > 300).Select(file => file.Name));

    [Fact]
    public void Half_of_the_files_are_small_and_nearly_all_are_not_large()
    {
        var sizes = Module.Sources("src").Select(file => file.Length).Order().ToList();
        Assert.True(sizes[sizes.Count / 2] <= 2.5 * 1024, $"median {sizes[sizes.Count / 2]} bytes");
        Assert.True(sizes[sizes.Count * 9 / 10] <= 6 * 1024, $"ninth tenth {sizes[sizes.Count * 9 / 10]} bytes");
    }

    [Fact]
    public void No_name_says_nothing() => Assert.Empty(Module.Sources("src")
        .Where(file => Regex.IsMatch(file.Name, @"(Helpers?|Utils?|Utilities|Manager|Common)\.cs$")).Select(file => file.Name));

    private static IEnumerable<string> Names(string folder, string pattern) => Module.Sources(folder)
        .SelectMany(file => Regex.Matches(File.ReadAllText(file.FullName), pattern).Select(match => match.Groups.Values.Last(group => group.Success).Value)).Distinct();

    private static IEnumerable<string> References(Assembly assembly) => assembly.GetReferencedAssemblies().Select(name => name.Name!);

    private static void IsFramework(string name) => Assert.Matches(@"^(System\.(?!Management)|System$|netstandard|mscorlib|Microsoft\.Win32)", name);

    private static string Code(FileInfo file) => Regex.Replace(File.ReadAllText(file.FullName), @"//.*", "");
}
