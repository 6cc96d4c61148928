using Xunit;

namespace RaxBackup.Client.Tests;

public sealed class ServiceFailuresTests
{
    private static readonly ServiceStart Start = new("service.dll", "/var/state", 8080);

    [Theory]
    [InlineData("PortInUse", 8080)]
    [InlineData("StateNotWritable", "/var/state")]
    [InlineData("StateInUse", "/var/state")]
    public void What_the_service_says_keeps_its_name_and_names_its_target(string errorId, object target)
    {
        var failure = ServiceFailures.Told(errorId, "It is so.", Start);
        Assert.Equal((FailureKind.LocalService, errorId, "The local service did not start: It is so."), (failure.Kind, failure.ErrorId, failure.Message));
        Assert.Equal(target, failure.Target);
    }

    [Fact]
    public void A_missing_framework_comes_with_advice()
    {
        var failure = ServiceFailures.Ended(150, "You must install or update .NET.");
        Assert.Equal("DotNetRuntimeMissing", failure.ErrorId);
        Assert.EndsWith("You must install or update .NET.", failure.Message);
        Assert.Contains("DOTNET_ROOT", failure.RecommendedAction);
    }

    [Fact]
    public void Another_end_tells_its_exit_code()
    {
        var failure = ServiceFailures.Ended(134, "Out of memory.");
        Assert.Equal(("LocalServiceFailed", "The local service did not start: it ended with exit code 134. Out of memory."), (failure.ErrorId, failure.Message));
    }

    [Fact]
    public void Arguments_are_the_services_own()
    {
        Assert.Equal(["--port", "8080", "--state", "/var/state"], Start.Arguments);
        Assert.Empty(new ServiceStart("service.dll").Arguments);
    }
}
