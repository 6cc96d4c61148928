using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using RaxBackup.Client.Tests.Support;
using RaxBackup.Tests;
using Xunit;

namespace RaxBackup.Client.Tests.Operations;

/// <summary>Encryption of an agent: its own key opens what is sent, and nothing else tells the passphrase.</summary>
public sealed class EncryptionTests : IDisposable
{
    private readonly RSA agent = RSA.Create(2048);
    private readonly QuickTime time = new();
    private readonly Server server = new();
    private readonly Listener listener = new();

    public void Dispose() => agent.Dispose();

    [Theory]
    [InlineData("response.json")]
    [InlineData("response.unquoted.txt")]
    public async Task The_first_passphrase_is_sent_as_in_the_sample(string answer)
    {
        using var connection = await Accounts.OpenAsync(server, time);
        server.Then(200, Agent(encrypted: false)).Then(200, WireFiles.Text("EnableEncryption", answer));
        var task = await connection.Encryption.EnableAsync(null, 869, Accounts.Secure("pässwörd"), listener.Call);
        Assert.Equal(Guid.Parse("0cee72c7-015c-493b-b5fe-a896ae444c34"), task);
        Assert.Equal(["GET /v1.0/1234/agent/869", "POST /v1.0/1234/agent/encrypt"], server.Paths());
        var sent = Sent("EnableEncryption");
        Assert.Equal("pässwörd", Opened(sent, "EncryptedPasswordHex"));
    }

    [Theory]
    [InlineData("response.json")]
    [InlineData("response.unquoted.txt")]
    public async Task A_change_tells_both_passphrases(string answer)
    {
        using var connection = await Accounts.OpenAsync(server, time);
        server.Then(200, Agent(encrypted: true)).Then(200, WireFiles.Text("ChangeEncryption", answer));
        await connection.Encryption.ChangeAsync(null, 869, Accounts.Secure("the old one"), Accounts.Secure("the new one"), listener.Call);
        Assert.Equal(["GET /v1.0/1234/agent/869", "POST /v1.0/1234/agent/changeencryption"], server.Paths());
        var sent = Sent("ChangeEncryption");
        Assert.Equal(("the old one", "the new one"), (Opened(sent, "OldEncryptedPasswordHex"), Opened(sent, "NewEncryptedPasswordHex")));
    }

    [Theory]
    [InlineData(true, "AlreadyEncrypted")]
    [InlineData(false, "NotEncrypted")]
    public async Task What_makes_no_sense_is_not_sent(bool encrypted, string errorId)
    {
        using var connection = await Accounts.OpenAsync(server, time);
        server.Then(200, Agent(encrypted));
        var secret = Accounts.Secure("secret");
        var failure = await Pipelines.FailsAsync(() => encrypted
            ? connection.Encryption.EnableAsync(null, 869, secret, listener.Call)
            : connection.Encryption.ChangeAsync(null, 869, secret, secret, listener.Call));
        Assert.Equal((FailureKind.Conflict, errorId, (object)869L), (failure.Kind, failure.ErrorId, failure.Target!));
        Assert.Equal("GET", server.Last.Method);
    }

    [Theory]
    [InlineData("""{"forbidden":{"code":403,"message":"The passphrase of agent 869 is another one.","details":"WrongPassphrase"}}""", "WrongPassphrase")]
    [InlineData("""{"forbidden":{"code":403,"message":"The role creator may not do this."}}""", "AccessDenied")]
    [InlineData("", "AccessDenied")]
    public async Task A_wrong_passphrase_is_told_from_a_wrong_role(string answer, string errorId)
    {
        using var connection = await Accounts.OpenAsync(server, time);
        server.Then(200, Agent(encrypted: true)).Then(403, answer);
        var secret = Accounts.Secure("secret");
        var failure = await Pipelines.FailsAsync(() => connection.Encryption.ChangeAsync(null, 869, secret, secret, listener.Call));
        Assert.Equal((FailureKind.Forbidden, errorId), (failure.Kind, failure.ErrorId));
    }

    [Theory]
    [InlineData(0, "PassphraseEmpty")]
    [InlineData(246, "PassphraseTooLong")]
    public async Task A_passphrase_that_the_key_cannot_take_is_told(int length, string errorId)
    {
        using var connection = await Accounts.OpenAsync(server, time);
        server.Then(200, Agent(encrypted: false));
        var secret = Accounts.Secure(new string('x', length));
        var failure = await Pipelines.FailsAsync(() => connection.Encryption.EnableAsync(null, 869, secret, listener.Call));
        Assert.Equal((FailureKind.InvalidArgument, errorId), (failure.Kind, failure.ErrorId));
    }

    [Fact]
    public async Task After_a_lost_answer_it_is_not_sent_again_and_the_passphrase_is_nowhere()
    {
        using var connection = await Accounts.OpenAsync(server, time);
        server.Then(200, Agent(encrypted: false)).Then(new HttpRequestException("broken"));
        var failure = await Pipelines.FailsAsync(() => connection.Encryption.EnableAsync(null, 869, Accounts.Secure("the secret"), listener.Call));
        Assert.Equal("OutcomeUnknown", failure.ErrorId);
        Assert.Equal("Look at the agent (Get-RaxBackupAgent -AgentId) before trying again.", failure.RecommendedAction);
        Assert.Equal(3, server.Requests.Count);
        Assert.DoesNotContain("the secret", failure + listener.Everything, StringComparison.Ordinal);
        Assert.DoesNotContain(Sent("EnableEncryption")["EncryptedPasswordHex"]!.ToString(), failure + listener.Everything, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("true")]
    [InlineData("\"done\"")]
    public async Task An_answer_that_is_no_task_is_told(string answer)
    {
        using var connection = await Accounts.OpenAsync(server, time);
        server.Then(200, Agent(encrypted: false)).Then(200, answer);
        var failure = await Pipelines.FailsAsync(() => connection.Encryption.EnableAsync(null, 869, Accounts.Secure("secret"), listener.Call));
        Assert.Equal(FailureKind.UnreadableAnswer, failure.Kind);
        Assert.StartsWith("Look at the agent", failure.RecommendedAction, StringComparison.Ordinal);
    }

    private string Agent(bool encrypted)
    {
        var modulus = Convert.ToHexString(agent.ExportParameters(false).Modulus!);
        return new JsonObject
        {
            ["MachineAgentId"] = 869,
            ["IsEncrypted"] = encrypted,
            ["PublicKey"] = new JsonObject { ["ModulusHex"] = modulus.Insert(60, " "), ["ExponentHex"] = 10001 },
        }.ToJsonString();
    }

    /// <summary>What was sent last: the keys of the sample, each with its kind of value, and hexadecimal digits as long as the sample's.</summary>
    private JsonObject Sent(string operation)
    {
        var sample = JsonNode.Parse(WireFiles.Read(operation, "request"))!.AsObject();
        var sent = JsonNode.Parse(server.Last.Body!)!.AsObject();
        Assert.Equal(KindsOf(sample), KindsOf(sent));
        foreach (var hex in sent.Where(field => field.Key.EndsWith("Hex", StringComparison.Ordinal)))
            Assert.Matches("^[0-9a-f]{512}$", hex.Value!.ToString());
        return sent;

        static IEnumerable<(string, JsonValueKind)> KindsOf(JsonObject json) => json.Select(field => (field.Key, field.Value!.GetValueKind()));
    }

    private string Opened(JsonObject sent, string field) =>
        Encoding.UTF8.GetString(agent.Decrypt(Convert.FromHexString(sent[field]!.ToString()), RSAEncryptionPadding.Pkcs1));
}
