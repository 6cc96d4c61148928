using System;
using System.Linq;
using RaxBackup.Client.Http;
using RaxBackup.Client.Json;
using RaxBackup.Client.Tests.Support;
using RaxBackup.Tests;
using Xunit;

namespace RaxBackup.Client.Tests.Json;

/// <summary>Whatever is not on the list of lenience is one failure that names operation, place and value.</summary>
public sealed class StrictnessTests
{
    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("null", "it is empty")]
    [InlineData("garbage", "'garbage' at position 0")]
    [InlineData("<html>", "'<' at position 0")]
    [InlineData("{\"MachineAgentId\":1", "Path 'MachineAgentId', line 1, position 19")]
    [InlineData("{\"MachineAgentId\":1} x", "'x' at position 21")]
    [InlineData("{\"MachineAgentId\":1} 5", "Additional text")]
    [InlineData("{'MachineAgentId':1}", "''' at position 1")]
    [InlineData("{\"MachineAgentId\":1, /* */ \"a\":1}", "'/' at position 21")]
    [InlineData("{\"MachineAgentId\":1,}", "'}' after a comma")]
    [InlineData("{\"MachineAgentId\":NaN}", "'NaN' at position 18")]
    [InlineData("{MachineAgentId:1}", "'MachineAgentId' at position 1")]
    [InlineData("{\"MachineAgentId\":0x10}", "")]
    [InlineData("{\"MachineAgentId\":1,5:\"a\"}", "a name without quotes before position 21")]
    [InlineData("{\"MachineAgentId\":1,true:\"a\"}", "a name without quotes")]
    [InlineData("{\"MachineAgentId\":1,\"MachineName\":\"a\nb\"}", "a control character within a text at position 36")]
    [InlineData("{\"MachineAgentId\":1,\"MachineName\":\"a\\'b\"}", "'\\'' at position 36")]
    [InlineData("{\"MachineAgentId\":1,\"MachineName\":\"a\\u12g4b\"}", "'\\u' at position 36")]
    [InlineData("{\"MachineAgentId\":\"12a\"}", "'12a' is not a whole number (at MachineAgentId)")]
    [InlineData("{\"MachineAgentId\":1.5}", "'1.5' is not a whole number (at MachineAgentId)")]
    [InlineData("{\"MachineAgentId\":99999999999999999999999999}", "is not a whole number (at MachineAgentId)")]
    [InlineData("{\"MachineAgentId\":null}", "MachineAgentId")]
    [InlineData("{\"MachineAgentId\":\"\"}", "MachineAgentId")]
    [InlineData("{\"MachineName\":\"no id\"}", "MachineAgentId")]
    [InlineData("{\"MachineAgentId\":1,\"IsDisabled\":\"perhaps\"}", "'perhaps' is not true or false (at IsDisabled)")]
    [InlineData("{\"MachineAgentId\":1,\"IsDisabled\":2}", "'2' is not true or false (at IsDisabled)")]
    [InlineData("{\"MachineAgentId\":1,\"MachineName\":{\"a\":1}}", "MachineName")]
    [InlineData("{\"MachineAgentId\":1,\"PublicKey\":\"AB\"}", "PublicKey")]
    [InlineData("{\"MachineAgentId\":1,\"TimeOfLastSuccessfulBackup\":\"2013-01-10\"}", "'2013-01-10' is not a date")]
    [InlineData("{\"MachineAgentId\":1,\"TimeOfLastSuccessfulBackup\":\"/Date(99999999999999999999)/\"}", "is not a date")]
    [InlineData("{\"MachineAgentId\":1,\"BackupVaultSize\":\"lots\"}", "'lots' is not a size such as 35.3 MB (at BackupVaultSize)")]
    [InlineData("{\"MachineAgentId\":1,\"BackupVaultSize\":\"99999999999 PB\"}", "is not a size")]
    [InlineData("[{\"MachineAgentId\":1}]", "")]
    public void A_wrong_answer_is_unreadable(string body, string names)
    {
        var failure = Assert.Throws<RaxBackupException>(() => Samples.One<Agent>(body));
        Assert.Equal((FailureKind.UnreadableAnswer, "AnswerUnreadable"), (failure.Kind, failure.ErrorId));
        Assert.StartsWith("The answer to get agent 42 cannot be read: ", failure.Message, StringComparison.Ordinal);
        Assert.Contains(names, failure.Message, StringComparison.Ordinal);
        Assert.Equal("GetAgent", failure.Operation);
    }

    [Theory]
    [InlineData("{\"MachineAgentId\":1}")]
    [InlineData("")]
    [InlineData("[1]")]
    [InlineData("[null]")]
    [InlineData("[{\"MachineAgentId\":1},")]
    public void A_wrong_list_is_unreadable(string body) =>
        Assert.Equal("AnswerUnreadable", Assert.Throws<RaxBackupException>(() => Samples.Many<Agent>(body)).ErrorId);

    [Theory]
    [InlineData("\"Inclusions\":[null]", "Inclusions")]
    [InlineData("\"Exclusions\":[{\"FilePath\":\"/a\"},null]", "Exclusions")]
    [InlineData("\"Inclusions\":[{\"FilePathEncoded\":\"L2RhdGEvZ3LDGv4=\"}]", "'L2RhdGEvZ3LDGv4=' is not the Base64 of a path in UTF-8")]
    [InlineData("\"Inclusions\":[{\"FilePathEncoded\":\"L2R\"}]", "'L2R' is not the Base64 of a path in UTF-8")]
    public void So_is_an_item_that_is_none(string items, string names)
    {
        var failure = Assert.Throws<RaxBackupException>(() => Samples.One<BackupConfiguration>($"{{\"BackupConfigurationId\":1,{items}}}"));
        Assert.Equal("AnswerUnreadable", failure.ErrorId);
        Assert.Contains(names, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_that_is_null_is_empty() => Assert.Empty(Samples.Many<Agent>("null"));

    [Fact]
    public void Nesting_is_bounded() => Assert.Equal("AnswerUnreadable", Assert.Throws<RaxBackupException>(
        () => Samples.One<Agent>("{\"MachineAgentId\":1,\"x\":" + new string('[', 5000) + new string(']', 5000) + "}")).ErrorId);

    [Fact]
    public void An_unreadable_answer_to_what_may_be_sent_once_points_to_the_activity()
    {
        var failure = Assert.Throws<RaxBackupException>(() => WireJson.ReadNumber(Pipelines.Answered("soon", Pipelines.Start)));
        Assert.Contains("activity", failure.RecommendedAction, StringComparison.Ordinal);
    }

    /// <summary>Every sample, cut off at every place: always the one failure, or nothing to complain about.</summary>
    [Fact]
    public void Whatever_is_cut_off_is_unreadable_and_never_another_exception()
    {
        foreach (var operation in WireFiles.Operations.Where(name => WireFiles.All("json", name).Contains($"{name}/response.json")))
        {
            var whole = WireFiles.Read(operation, "response").TrimEnd();
            if (whole[0] is not ('{' or '[')) continue;
            for (var length = 0; length < whole.Length; length += 7)
            {
                var failure = Assert.Throws<RaxBackupException>(() => Samples.ReadAs(operation, whole.Substring(0, length)));
                Assert.Equal("AnswerUnreadable", failure.ErrorId);
            }
        }
    }

    /// <summary>Bytes turned over by chance (the same chance each time): read, or the one failure.</summary>
    [Fact]
    public void Damaged_answers_never_raise_another_exception()
    {
        var random = new Random(20260301);
        var whole = WireFiles.Read("CreateConfiguration", "response");
        for (var round = 0; round < 2000; round++)
        {
            var damaged = whole.ToCharArray();
            for (var i = 0; i < 3; i++) damaged[random.Next(damaged.Length)] = (char)random.Next(32, 127);
            if (Record.Exception(() => Samples.ReadAs("CreateConfiguration", new string(damaged))) is { } thrown) Assert.IsType<RaxBackupException>(thrown);
        }
    }
}
