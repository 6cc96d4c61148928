using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using RaxBackup.Client.Http;
using RaxBackup.Client.Tests.Support;
using RaxBackup.Tests;
using Xunit;

namespace RaxBackup.Client.Tests.Http;

/// <summary>Every shape of error body that is known.</summary>
public sealed class ErrorBodyTests
{
    public static TheoryData<string> Shapes => [.. Errors().Keys];

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Every_golden_shape_gives_its_message(string shape)
    {
        var error = Errors()[shape];
        var body = error.GetProperty("body").GetString()!;
        var message = error.GetProperty("message").GetString();
        var status = error.GetProperty("status").GetInt32();
        Assert.StartsWith(message ?? "", ErrorBody.Read(body).Words ?? "", StringComparison.Ordinal);

        var server = new Server { Otherwise = _ => Server.Answer(status, body, ("Content-Type", error.GetProperty("contentType").GetString() ?? "text/plain")) };
        var failure = await Pipelines.FailsAsync(() => Pipelines.To(server, new QuickTime()).SendAsync(Pipelines.Start, new Listener().Call));
        Assert.Equal(body.Length == 0 ? null : body, failure.Body);
        if (message == null) Assert.Matches("answered [0-9]+ [A-Za-z ]+$", failure.Message);
        else Assert.Contains($": {message}", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"badRequest\":{\"message\":\"One.\",\"details\":\"Two.\"}}", "One. Two.")]
    [InlineData("{\"badRequest\":{\"message\":\"It is missing.\",\"details\":\"Inclusions.FilePath\"}}", "It is missing. (Inclusions.FilePath)")]
    [InlineData("{\"Message\":\"An error.\",\"ExceptionMessage\":\"Null.\",\"StackTrace\":\"at X\"}", "An error. Null.")]
    [InlineData("{\"message\":\"plain\"}", "plain")]
    [InlineData("{\"a\":{\"b\":{\"message\":\"deep\"}}}", "deep")]
    [InlineData("[{\"message\":\"listed\"}]", "listed")]
    [InlineData("{\"code\":5}", "{\"code\":5}")]
    [InlineData("<html><body><script>var x;</script><p>Down for&nbsp;repair</p></body></html>", "Down for repair")]
    [InlineData("<html><head><title> </title></head><body>Sorry</body></html>", "Sorry")]
    [InlineData("<unauthorized xmlns=\"http://docs.openstack.org/identity/api/v2.0\" code=\"401\"><message>No.</message></unauthorized>", "No.")]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"b\">]><x>&a;</x>", "]> &a;")]
    [InlineData("  two\r\n lines\u001b[31m ", "two lines [31m")]
    [InlineData("   ", null)]
    public void Other_shapes_give_what_they_have(string body, string? words) => Assert.Equal(words, ErrorBody.Read(body).Words);

    [Fact]
    public void A_long_text_is_cut() => Assert.Equal(503, ErrorBody.Read(new string('x', 5000)).Words!.Length);

    [Fact]
    public async Task The_body_that_is_kept_and_read_is_bounded()
    {
        var endless = new EndlessStream();
        var server = new Server().Then(_ => new System.Net.Http.HttpResponseMessage(System.Net.HttpStatusCode.BadRequest) { Content = new System.Net.Http.StreamContent(endless) });
        var failure = await Pipelines.FailsAsync(() => Pipelines.To(server, new QuickTime()).SendAsync(Pipelines.Read, new Listener().Call));
        Assert.Equal(2048, failure.Body!.Length);
        Assert.InRange(endless.Given, 1, 200_000);
    }

    [Fact]
    public async Task An_answer_without_end_is_not_read_to_the_end()
    {
        var endless = new EndlessStream();
        var server = new Server().Then(_ => new System.Net.Http.HttpResponseMessage { Content = new System.Net.Http.StreamContent(endless) });
        var policy = new RetryPolicy { LongestAnswer = 1_000_000 };
        var failure = await Pipelines.FailsAsync(() => Pipelines.To(server, new QuickTime { Holds = _ => true }, policy).SendAsync(Pipelines.Read, new Listener().Call));
        Assert.Equal((FailureKind.UnreadableAnswer, "AnswerTooLong"), (failure.Kind, failure.ErrorId));
        Assert.InRange(endless.Given, 1_000_000, 1_200_000);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        var server = new Server().Then(302, "", ("Location", "https://elsewhere.example.com/"));
        var failure = await Pipelines.FailsAsync(() => Pipelines.To(server, new QuickTime()).SendAsync(Pipelines.Read, new Listener().Call));
        Assert.Equal("RedirectRefused", failure.ErrorId);
        Assert.Single(server.Requests);
    }

    private static Dictionary<string, JsonElement> Errors()
    {
        using var document = JsonDocument.Parse(WireFiles.Text("error-bodies.json"));
        return document.RootElement.GetProperty("errors").EnumerateArray().ToDictionary(error => error.GetProperty("shape").GetString()!, error => error.Clone());
    }
}
