using System;
using System.Linq;
using System.Threading.Tasks;
using RaxBackup.Service.Routes;
using RaxBackup.Tests;
using Xunit;

namespace RaxBackup.Service.Tests;

/// <summary>Every status code that the reference lists for an operation, tried on that operation.</summary>
public sealed class StatusTests(RunningService service) : IClassFixture<RunningService>
{
    // The reference lists these also for operations that take nothing that could be wrong or missing.
    private const string SomeOtherHost = "evil.example";

    public static TheoryData<string, int> Documented
    {
        get
        {
            var all = new TheoryData<string, int>();
            foreach (var line in WireFiles.Text("status-codes.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                var parts = line.Split(' ');
                foreach (var code in parts.Skip(1))
                {
                    all.Add(parts[0], int.Parse(code));
                }
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Documented))]
    public async Task Every_documented_code_is_answered(string name, int code)
    {
        var operation = Operations.All.Single(o => o.Name == name);
        var good = await new GoodCalls(service).MakeAsync(name, code);
        var call = code switch
        {
            401 => good with { Token = "unknown" },
            403 => good with { Path = good.Path.Replace("v1.0/", "v1.0/999/", StringComparison.Ordinal) },
            400 when good.Id != null => good.WithId("x12"),
            400 when good.Body is { Length: > 0 } => good with { Body = "{}" },
            400 => good with { Host = SomeOtherHost },
            404 when good.Id != null => good.WithId("999999"),
            _ => good,
        };
        if (code >= 500 || (code == 404 && good.Id == null))
        {
            await service.SendAsync(
                "POST", "_service/faults", $$"""{"operation":"{{name}}","statusCode":{{code}},"count":1}""", "", ("X-Api-Key", service.Host.ApiKey));
        }

        var answer = await service.SendAsync(
            operation.Method, call.Path, call.Body, call.Token, [.. call.Host == null ? [] : new[] { ("Host", call.Host) }]);
        Assert.True(answer.Status == code, $"{answer.Status}: {answer.Text}");
        service.Engine.Hold = null;
        Assert.True(code < 400 || answer.Text.Length > 0, "an error says what it is");
        Assert.True(code != 204 || answer.Text.Length == 0, answer.Text);
    }

    [Fact]
    public void Every_operation_is_in_the_table() => Assert.Equal(
        Operations.All.Where(o => o.Path.StartsWith("/v1.0", StringComparison.Ordinal)).Select(o => o.Name).Order(StringComparer.Ordinal),
        Documented.Select(row => (string)((object[])row)[0]).Distinct().Order(StringComparer.Ordinal));
}
