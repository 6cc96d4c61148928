using System;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace RaxBackup.Service.Tests;

/// <summary>Requests that no client of good will sends: a status of the reference, and the service goes on.</summary>
public sealed class BadInputTests(RunningService service) : IClassFixture<RunningService>
{
    private const string Configurations = "v1.0/backup-configuration";

    public static TheoryData<string, string> Writers => new()
    {
        { "POST", "v2.0/tokens" }, { "POST", Configurations }, { "PUT", "v1.0/restore" }, { "PUT", "v1.0/restore/files" },
        { "POST", "v1.0/backup/action-requested" }, { "POST", "v1.0/agent/enable" }, { "POST", "v1.0/agent/encrypt" },
    };

    [Theory]
    [MemberData(nameof(Writers))]
    public async Task What_is_no_JSON_object_is_400_by_its_place(string method, string path)
    {
        foreach (var body in new[]
        {
            "{", "{\"a\":}", "{\"a\":1,}", "{'a':1}", "{\"a\":1}{", "[]", "null", "1", "\"text\"", "\0\0\0\0", "{\"a\":\"\\ud800\"",
            "<configuration><id>1</id></configuration>", "a=1&b=2", "\u0001\u0002\ufffd",
        })
        {
            var answer = await service.SendAsync(method, path, body);
            Assert.True(answer.Status == 400, $"{body}: {answer.Status} {answer.Text}");
            Assert.NotEmpty(answer.Message);
        }
    }

    [Theory]
    [MemberData(nameof(Writers))]
    public async Task Nesting_of_ten_thousand_is_400(string method, string path)
    {
        foreach (var (open, close) in new[] { ("[", "]"), ("{\"a\":", "}") })
        {
            var deep = string.Concat(Enumerable.Repeat(open, 10_000)) + "1" + string.Concat(Enumerable.Repeat(close, 10_000));
            Assert.Equal(400, (await service.SendAsync(method, path, $"{{\"Action\":{deep}}}")).Status);
        }
    }

    [Theory]
    [InlineData("text/xml")]
    [InlineData("application/octet-stream")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/json; charset=utf-7")]
    [InlineData("nonsense")]
    public async Task A_content_type_neither_helps_nor_harms(string type)
    {
        foreach (var (body, status) in new[] { (Bodies.Configuration(service.Host.AgentId, $"{Guid.NewGuid()}"), 200), ("<xml/>", 400) })
        {
            var answer = await RawCall.SendAsync(service.Host.Address, Head("POST", "/" + Configurations, $"Content-Type: {type}", body));
            Assert.True(answer.Status == status, answer.Text);
        }
    }

    [Theory]
    [InlineData("GET", "v1.0/agent/{id}")]
    [InlineData("GET", "v1.0/backup/{id}")]
    [InlineData("GET", "v1.0/backup/report/{id}")]
    [InlineData("GET", "v1.0/backup-configuration/{id}")]
    [InlineData("DELETE", "v1.0/backup-configuration/{id}")]
    [InlineData("GET", "v1.0/restore/{id}")]
    [InlineData("DELETE", "v1.0/restore/files/{id}")]
    public async Task Ids_that_are_none_are_400_or_404(string method, string path)
    {
        foreach (var id in new[]
        {
            "0", "-1", "999999999", "9223372036854775807", "9223372036854775808", "99999999999999999999999999", "1.5", "1e3", "abc", "%00", "%20",
            "1%0d%0aX-Evil:%201", "..%2f..%2fetc%2fpasswd", "' OR 1=1 --", "%ff%fe", "１２",
        })
        {
            var answer = await service.SendAsync(method, path.Replace("{id}", id, StringComparison.Ordinal), null);
            Assert.True(answer.Status is 400 or 404, $"{id}: {answer.Status} {answer.Text}");
            Assert.Null(answer.Header("X-Evil"));
        }
    }

    [Theory]
    [InlineData("/../../../../etc/passwd")]
    [InlineData("/v1.0/../../etc/passwd")]
    [InlineData("/v1.0/agent/../../../etc/passwd")]
    [InlineData("/v1.0/agent/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("/v1.0/agent/..%2f..%2fetc%2fpasswd")]
    [InlineData("/v1.0/agent/..%5c..%5cetc%5cpasswd")]
    [InlineData("/_service/../apikey")]
    [InlineData("/%2e%2e%2fapikey")]
    [InlineData("//etc/passwd")]
    public async Task Paths_lead_nowhere_else(string path)
    {
        var answer = await RawCall.SendAsync(service.Host.Address, Head("GET", path));
        Assert.True(answer.Status is 400 or 404, answer.Text);
        Assert.DoesNotContain("root:", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(service.Host.ApiKey, answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_stands_before_a_path_is_not_climbed_over()
    {
        // ".." is taken away before anybody decides who may: what is left is an operation like any other, with the same gate.
        var answer = await RawCall.SendAsync(service.Host.Address, "GET /_service/health/../requests HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        Assert.Equal(401, answer.Status);
    }

    [Theory]
    [InlineData("X-Auth-Token: a\rX-Evil: 1")]
    [InlineData("X-Auth-Token: a\nX-Evil: 1\r\n X-Folded: 1")]
    [InlineData("X-Auth-Token: a\0b")]
    [InlineData("X Evil: 1")]
    [InlineData(": 1")]
    [InlineData("Content-Length: -1")]
    [InlineData("Content-Length: 1\r\nContent-Length: 2")]
    [InlineData("Content-Length: 99999999999999999999")]
    [InlineData("Transfer-Encoding: nonsense")]
    public async Task Heads_that_are_none_are_400(string header)
    {
        var answer = await RawCall.SendAsync(service.Host.Address, $"GET /v1.0/user/agents HTTP/1.1\r\nHost: localhost\r\n{header}\r\nConnection: close\r\n\r\n");
        Assert.True(answer.Status is 400 or 401 or 411, answer.Text);
        Assert.DoesNotContain("X-Evil", answer.Head, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Line_ends_in_values_come_into_no_head()
    {
        var name = "a\r\nX-Evil: 1\r\n\r\n<html>";
        var body = Bodies.Configuration(service.Host.AgentId, name);
        var answer = await RawCall.SendAsync(service.Host.Address, Head("POST", "/" + Configurations, "", body));
        Assert.True(answer.Status is 200 or 400, answer.Text);
        Assert.DoesNotContain("X-Evil", answer.Head, StringComparison.Ordinal);
        foreach (var path in new[] { "/v1.0/agent/1%0d%0aX-Evil:%201", "/dfw/backup/events/1%0d%0aX-Evil:%201?marker=%0d%0aX-Evil:%201", "/%0d%0aX-Evil:%201" })
        {
            Assert.DoesNotContain("X-Evil", (await RawCall.SendAsync(service.Host.Address, Head("GET", path))).Head, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Heads_too_long_are_431_and_lines_too_long_414()
    {
        var (many, line) = (new string('a', 40_000), new string('b', 10_000));
        Assert.Equal(431, (await RawCall.SendAsync(service.Host.Address, Head("GET", "/v1.0/user/agents", $"X-Long: {many}"))).Status);
        Assert.Equal(414, (await RawCall.SendAsync(service.Host.Address, Head("GET", "/" + line))).Status);
    }

    [Fact]
    public async Task A_head_that_does_not_end_is_408_in_time()
    {
        // Nothing more is sent: the service ends it. That it does is the proof, however long it takes.
        var answer = await RawCall.SendAsync(service.Host.Address, "GET /v1.0/user/agents HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
        Assert.Equal(408, answer.Status);
    }

    [Fact]
    public async Task A_body_that_does_not_come_is_408_in_time()
    {
        var answer = await RawCall.SendAsync(
            service.Host.Address, $"POST /{Configurations} HTTP/1.1\r\nHost: localhost\r\nX-Auth-Token: {service.Token}\r\nContent-Length: 1000\r\n\r\n{{");
        Assert.Equal(408, answer.Status);
        Assert.Equal(200, (await service.GetAsync("v1.0/user/agents")).Status);
    }

    private string Head(string method, string path, string header = "", string body = "") =>
        $"{method} {path} HTTP/1.1\r\nHost: localhost\r\nX-Auth-Token: {service.Token}\r\nConnection: close\r\n"
        + (header.Length > 0 ? header + "\r\n" : "")
        + (body.Length > 0 ? $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n" : "") + "\r\n" + body;
}
