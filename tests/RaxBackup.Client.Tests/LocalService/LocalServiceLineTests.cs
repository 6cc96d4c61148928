using System;
using Xunit;

namespace RaxBackup.Client.Tests;

public sealed class LocalServiceLineTests
{
    [Fact]
    public void A_ready_line_tells_where_and_as_whom()
    {
        var line = LocalServiceLine.ParseOrNull(
            """{"event":"ready","version":"1.2.3","address":"http://127.0.0.1:41234/","identityUri":"http://127.0.0.1:41234/v2.0/","userName":"local","apiKey":"0123abcd","tenantId":"12","regions":["DFW","ORD"],"processId":7,"state":null,"more":[1]}""")!;
        Assert.True(line.IsReady);
        Assert.Equal((new Uri("http://127.0.0.1:41234/"), "local", "0123abcd", "12", 7, null), (line.Address!, line.UserName, line.ApiKey, line.TenantId, line.ProcessId, line.State));
        Assert.Equal(["DFW", "ORD"], line.Regions);
        Assert.DoesNotContain("0123abcd", line.ToString());
    }

    [Fact]
    public void A_failed_line_tells_why()
    {
        var line = LocalServiceLine.ParseOrNull("""{"event":"failed","errorId":"PortInUse","message":"Port 80 is in use."}""")!;
        Assert.False(line.IsReady);
        Assert.Equal(("PortInUse", "Port 80 is in use."), (line.ErrorId, line.Message));
    }

    [Fact]
    public void A_ready_line_without_an_address_is_not_ready() => Assert.False(LocalServiceLine.ParseOrNull("""{"event":"ready"}""")!.IsReady);

    [Theory]
    [InlineData("")]
    [InlineData("Hello")]
    [InlineData("{\"event\":")]
    [InlineData("[1]")]
    [InlineData("null")]
    public void Anything_else_is_no_line(string text) => Assert.Null(LocalServiceLine.ParseOrNull(text));
}
