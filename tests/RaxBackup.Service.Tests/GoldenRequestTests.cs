using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using RaxBackup.Tests;
using Xunit;

namespace RaxBackup.Service.Tests;

/// <summary>
/// The reference's own requests are taken, and answered in the shape of its own answers. Only what must be changed is: ids, paths
/// (the samples' are of Windows) and hexadecimal digits, which no key opens.
/// </summary>
public sealed class GoldenRequestTests(RunningService service) : IClassFixture<RunningService>
{
    public static TheoryData<string> Requests =>
        [.. WireFiles.All("json").Concat(WireFiles.All("txt")).Where(f => Path.GetFileName(f).StartsWith("request", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Every_sample_request_is_taken_and_answered_like_the_sample(string file)
    {
        var (operation, name) = (file.Split('/')[0], Path.GetFileNameWithoutExtension(file));
        var good = await new GoodCalls(service).MakeAsync(operation, name == "request.stop" ? 204 : 0);
        if (operation == "StartRestore" && name == "request.stop")
        {
            await StartAsync(good.Body!);
        }

        var sample = WireFiles.Text(file).Trim();
        var body = sample.StartsWith('{') ? Fitted(operation, sample, good.Body!) : Form(sample, good.Body!);
        var method = WireFiles.Route(operation).Method;
        var answer = await service.SendAsync(method, good.Path, body);
        service.Engine.Hold = null;
        Assert.True(answer.Status is 200 or 204, answer.Text);

        var response = Path.Combine(WireFiles.Folder, operation, "response.json");
        // 204 has no body, whatever the sample of a deletion shows; a stop answers nothing.
        if (File.Exists(response) && answer.Status != 204)
        {
            var missing = new List<string>();
            WireShape.Compare(operation, JsonDocument.Parse(await File.ReadAllTextAsync(response)).RootElement, answer.Json, missing);
            Assert.Empty(missing);
        }
    }

    [Theory]
    [InlineData("EnableEncryption", "EncryptedPasswordHex")]
    [InlineData("ChangeEncryption", "OldEncryptedPasswordHex")]
    public async Task Digits_that_no_key_opens_are_refused_as_what_they_are(string operation, string field)
    {
        var good = await new GoodCalls(service).MakeAsync(operation, 0);
        var body = JsonNode.Parse(WireFiles.Read(operation, "request"))!.AsObject();
        body["MachineAgentId"] = JsonNode.Parse(good.Body!)!["MachineAgentId"]!.DeepClone();
        var answer = await service.SendAsync("POST", good.Path, body.ToJsonString());
        Assert.Equal((400, field), (answer.Status, answer.Json.At("badRequest", "details").GetString()));
    }

    // Ids and hexadecimal digits of the request that is known to succeed, in the sample; all else as the sample has it.
    private static string Fitted(string operation, string sample, string good)
    {
        var body = JsonNode.Parse(Regex.Replace(sample, @"C:\\\\|\\\\", "/"))!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(good)!.AsObject())
        {
            if (body.ContainsKey(name) && (name.EndsWith("Id", StringComparison.Ordinal) || name.EndsWith("Hex", StringComparison.Ordinal))
                && !name.StartsWith("DayOf", StringComparison.Ordinal) && !name.StartsWith("Missed", StringComparison.Ordinal)
                && !name.StartsWith("TimeZone", StringComparison.Ordinal))
            {
                body[name] = value?.DeepClone();
            }
        }

        foreach (var name in new[] { "BackupConfigurationScheduleId", "BackupConfigurationId" }.Where(body.ContainsKey))
        {
            // Both may be left out; the samples' own belong to something else.
            body.Remove(name);
        }

        if (operation == "CreateConfiguration")
        {
            body["BackupConfigurationName"] += Guid.NewGuid().ToString();
        }

        return body.ToJsonString();
    }

    private static string Form(string sample, string good) => Regex.Replace(
        sample, "MachineAgentId=[0-9]+", $"MachineAgentId={JsonNode.Parse(good)!["MachineAgentId"]}");

    private async Task StartAsync(string stop)
    {
        service.Engine.Hold = new TaskCompletionSource();
        var start = stop.Replace("StopManual", "StartManual", StringComparison.Ordinal);
        Assert.Equal(204, (await service.SendAsync("POST", "v1.0/restore/action-requested", start)).Status);
    }
}
