using System.Diagnostics;
using System.Threading.Tasks;
using Xunit;

namespace RaxBackup.Client.Tests;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("plain", "\"plain\"")]
    [InlineData("", "\"\"")]
    [InlineData("two words", "\"two words\"")]
    [InlineData(@"C:\a b\", @"""C:\a b\\""")]
    [InlineData(@"\\server\share", @"""\\server\share""")]
    [InlineData("say \"so\"", "\"say \\\"so\\\"\"")]
    [InlineData(@"a\""b", @"""a\\\""b""")]
    public void One_argument(string argument, string quoted) => Assert.Equal(quoted, CommandLine.Join([argument]));

    [Fact]
    public void Several_arguments() => Assert.Equal("\"a\" \"b c\"", CommandLine.Join(["a", "b c"]));

    [Theory]
    [InlineData("two words")]
    [InlineData(@"back\slash\")]
    [InlineData("quo\"te \\\"twice\\\\\"")]
    [InlineData("$HOME `id` 'single' *")]
    public async Task A_process_gets_what_was_given(string argument)
    {
        var arguments = CommandLine.Join(["exec", argument]);
        using var dotnet = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = await dotnet.StandardOutput.ReadToEndAsync() + await dotnet.StandardError.ReadToEndAsync();
        await dotnet.WaitForExitAsync();
        Assert.Contains(argument, said);
    }
}
