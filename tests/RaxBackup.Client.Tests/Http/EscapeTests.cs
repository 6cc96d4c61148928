using System;
using RaxBackup.Client.Http;
using Xunit;

namespace RaxBackup.Client.Tests.Http;

public sealed class EscapeTests
{
    [Theory]
    [InlineData("87c3b6e1-fb1a", "87c3b6e1-fb1a")]
    [InlineData("a/b?c#d", "a%2Fb%3Fc%23d")]
    [InlineData("../x", "..%2Fx")]
    [InlineData("...", "...")]
    public void A_segment_stays_one_segment(string text, string expected)
    {
        Assert.Equal(expected, Escape.Segment(text));
        var whole = new Uri(new Uri("https://host/v1.0/1/"), "agent/server/" + Escape.Segment(text));
        Assert.Equal(["/", "v1.0/", "1/", "agent/", "server/", expected], whole.Segments);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(".")]
    [InlineData("..")]
    public void A_dot_segment_is_no_id(string text)
    {
        var failure = Assert.Throws<RaxBackupException>(() => Escape.Segment(text));
        Assert.Equal((FailureKind.InvalidArgument, "IdentifierInvalid"), (failure.Kind, failure.ErrorId));
    }
}
