using System;
using System.IO;
using System.Linq;
using RaxBackup.Client.Feeds;
using Xunit;

namespace RaxBackup.Client.Tests.Feeds;

/// <summary>The file that keeps how far feeds have been taken.</summary>
public sealed class CheckpointTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("checkpoint-").FullName;
    private readonly Session session = new() { TenantId = "1234", Region = "DFW", IdentityUri = new Uri("https://identity.example.com/v2.0/") };

    private string FilePath => Path.Combine(folder, "usage.json");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void What_was_saved_is_there_again_and_other_feeds_of_the_file_stay()
    {
        var updated = new DateTimeOffset(2026, 3, 1, 12, 0, 0, 123, TimeSpan.Zero);
        using (var first = Checkpoint.Open(FilePath, session))
        {
            first.Position(new("DFW", UsageService.Files)).Set("urn:uuid:f1", null);
            var backup = first.Position(new("DFW", UsageService.Backup));
            backup.Set("urn:uuid:b1", updated);
            backup.ReadTo = updated.AddHours(1);
            first.Position(new("ORD", UsageService.Backup));
            first.Save();
        }
        using (var second = Checkpoint.Open(FilePath, session))
        {
            second.Position(new("dfw", UsageService.Backup)).Set("urn:uuid:b2", updated);
            second.Save();
        }
        using var third = Checkpoint.Open(FilePath, session);
        Assert.Equal(("urn:uuid:f1", null), third.Position(new("DFW", UsageService.Files)) is var files ? (files.Marker, files.Updated) : default);
        var again = third.Position(new("DFW", UsageService.Backup));
        Assert.Equal(("DFW", "urn:uuid:b2", updated, updated.AddHours(1)), (again.Region, again.Marker, again.Updated, again.ReadTo));
        Assert.Null(third.Position(new("ORD", UsageService.Backup)).Marker);
    }

    [Fact]
    public void The_file_is_replaced_as_a_whole_and_nothing_is_left_beside_it_but_the_lock()
    {
        using var checkpoint = Checkpoint.Open(FilePath, session);
        for (var i = 0; i < 3; i++) checkpoint.Save();
        Assert.Equal(["usage.json", "usage.json.lock"], Directory.GetFiles(folder).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Two_runs_do_not_share_one()
    {
        using (Checkpoint.Open(FilePath, session))
        {
            var failure = Assert.Throws<RaxBackupException>(() => Checkpoint.Open(FilePath, session));
            Assert.Equal(("CheckpointInUse", FailureKind.Conflict, (object)FilePath), (failure.ErrorId, failure.Kind, failure.Target));
        }
        Checkpoint.Open(FilePath, session).Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("not a checkpoint")]
    [InlineData("""{"version":2,"service":"identity.example.com","tenantId":"1234","feeds":[]}""")]
    [InlineData("""{"version":"1","service":"identity.example.com","tenantId":"1234","feeds":[]}""")]
    [InlineData("""{"version":99999999999999999999,"service":"identity.example.com","tenantId":"1234","feeds":[]}""")]
    [InlineData("""{"version":1,"tenantId":"1234","feeds":[]}""")]
    [InlineData("""{"version":1,"service":"identity.example.com","tenantId":"1234"}""")]
    [InlineData("""{"version":1,"service":"identity.example.com","tenantId":"1234","feeds":[5]}""")]
    [InlineData("""{"version":1,"service":"identity.example.com","tenantId":"1234","feeds":[{"region":"DFW","service":"Mail","marker":"x","updated":null,"readTo":null}]}""")]
    [InlineData("""{"version":1,"service":"identity.example.com","tenantId":"1234","feeds":[{"region":"DFW","service":"7","marker":"x","updated":null,"readTo":null}]}""")]
    [InlineData("""{"version":1,"service":"identity.example.com","tenantId":"1234","feeds":[{"region":"DFW","service":"Backup","updated":null,"readTo":null}]}""")]
    [InlineData("""{"version":1,"service":"identity.example.com","tenantId":"1234","feeds":[{"region":"DFW","service":"Backup","marker":"x","updated":"soon","readTo":null}]}""")]
    public void What_is_no_checkpoint_is_named_and_left_alone(string content) => IsRefused("CheckpointInvalid", content);

    [Theory]
    [InlineData("identity.example.com", "9999")]
    [InlineData("lon.identity.example.com", "1234")]
    public void One_of_another_tenant_or_service_is_named_and_left_alone(string service, string tenant) =>
        IsRefused("CheckpointForeign", $$"""{"version":1,"service":"{{service}}","tenantId":"{{tenant}}","feeds":[]}""");

    [Fact]
    public void The_local_service_is_the_same_at_another_port()
    {
        session.IdentityUri = new Uri("http://127.0.0.1:5001/v2.0/");
        Checkpoint.Open(FilePath, session).Dispose();
        session.IdentityUri = new Uri("http://127.0.0.1:5002/v2.0/");
        Checkpoint.Open(FilePath, session).Dispose();
    }

    [Theory]
    [InlineData("missing/usage.json")]
    [InlineData("")]
    public void A_path_that_cannot_be_written_is_refused_at_once(string name)
    {
        var path = Path.Combine(folder, name);
        var failure = Assert.Throws<RaxBackupException>(() => Checkpoint.Open(path, session));
        Assert.Equal((FailureKind.InvalidRequest, (object)path), (failure.Kind, failure.Target));
        Assert.Contains(failure.ErrorId, new[] { "FileNotWritable", "CheckpointInvalid" });
    }

    private void IsRefused(string errorId, string content)
    {
        File.WriteAllText(FilePath, content);
        var failure = Assert.Throws<RaxBackupException>(() => Checkpoint.Open(FilePath, session));
        Assert.Equal((errorId, (object)FilePath), (failure.ErrorId, failure.Target));
        Assert.Contains(FilePath, failure.Message, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(FilePath));

        // And it is free again.
        File.Delete(FilePath);
        Checkpoint.Open(FilePath, session).Dispose();
    }
}
