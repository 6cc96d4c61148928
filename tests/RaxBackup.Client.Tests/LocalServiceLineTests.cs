using System;
using RaxBackup.Client;
using Xunit;

namespace RaxBackup.Client.Tests;

/// <summary>The one line of the local service.</summary>
public sealed class LocalServiceLineTests
{
    [Fact]
    public void Ready()
    {
        var line = LocalServiceLine.ParseOrNull(
            """{"event":"ready","version":"0.1.0","address":"http://127.0.0.1:41234/","identityUri":"http://127.0.0.1:41234/v2.0/","userName":"local","apiKey":"k","tenantId":"1","regions":["DFW","ORD"],"processId":7,"state":null}""");
        Assert.True(line!.IsReady);
        Assert.Equal((new Uri("http://127.0.0.1:41234/"), "local", "k", 7, null), (line.Address, line.UserName, line.ApiKey, line.ProcessId, line.State));
        Assert.Equal(["DFW", "ORD"], line.Regions);
        Assert.DoesNotContain("k", line.ToString()!.Replace("Backup", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Failed()
    {
        var line = LocalServiceLine.ParseOrNull("""{"event":"failed","errorId":"PortInUse","message":"Port 1 is in use."}""");
        Assert.False(line!.IsReady);
        Assert.Equal(("PortInUse", "Port 1 is in use."), (line.ErrorId, line.Message));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Unhandled exception.")]
    [InlineData("[1]")]
    [InlineData("{\"event\":\"ready\"}")]
    public void Anything_else_is_not_ready(string text) => Assert.False(LocalServiceLine.ParseOrNull(text)?.IsReady ?? false);
}
