using System;
using System.IO;
using Dapper;
using RaxBackup.Service.Routes;
using RaxBackup.Service.State;
using Xunit;

namespace RaxBackup.Service.Tests;

/// <summary>Small parts, each by itself.</summary>
public sealed class PartTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1024, "1 KB")]
    [InlineData(36147, "35.3 KB")]
    [InlineData(37014733, "35.3 MB")]
    [InlineData(18874368, "18 MB")]
    [InlineData(3972844749, "3.7 GB")]
    [InlineData(1048575, "1 MB")]
    [InlineData(long.MaxValue, "8 EB")]
    public void Sizes_are_written_as_the_reports_write_them(long bytes, string text) => Assert.Equal(text, SizeText.Of(bytes));

    [Theory]
    [InlineData("/v1.0/agent/5", "/v1.0/agent/5", "DFW", null)]
    [InlineData("/ord/v1.0/929418/agent/5.json", "/v1.0/agent/5", "ORD", "929418")]
    [InlineData("/v1.0/929418/backup-configuration", "/v1.0/backup-configuration", "DFW", "929418")]
    [InlineData("/iad//v1.0/929418/activity.json/", "/v1.0/activity", "IAD", "929418")]
    [InlineData("/iad/backup/events/929418", "/backup/events/929418", "IAD", null)]
    [InlineData("/backup/events/929418/entries/urn:uuid:x.json", "/backup/events/929418/entries/urn:uuid:x.json", "DFW", null)]
    [InlineData("/v2.0/tokens", "/v2.0/tokens", "DFW", null)]
    [InlineData("/lon/v1.0/agent/5", "/lon/v1.0/agent/5", "DFW", null)]
    [InlineData("/", "/", "DFW", null)]
    public void Addresses_are_brought_into_one_spelling(string sent, string path, string region, string? tenant) =>
        Assert.Equal((path, new Address(region, tenant, sent)), AddressRewriting.Rewrite(sent));

    [Fact]
    public void When_the_disk_is_full_the_reserve_lets_the_last_words_be_written()
    {
        var folder = Directory.CreateTempSubdirectory("raxbackup-test-").FullName;
        var reserve = new DiskReserve(Path.Combine(folder, "reserve"), 4096);
        Assert.True(reserve.Take());
        using (var database = Database.Open(Path.Combine(folder, "state.db"), reserve: reserve))
        {
            // The database may not grow: that is what SQLite says of a full disk as well.
            database.Read(c => c.Execute("PRAGMA max_page_count = 1"));
            var full = Assert.Throws<Microsoft.Data.Sqlite.SqliteException>(() => Fill(database));
            Assert.Equal(13, full.SqliteErrorCode);
            Assert.False(File.Exists(Path.Combine(folder, "reserve")), "the reserve was not given up");

            database.Read(c => c.Execute("PRAGMA max_page_count = 10000"));
            Fill(database);
            Assert.Equal(1, database.Read(c => c.ExecuteScalar<long>("SELECT COUNT(*) FROM meta")));
        }

        Directory.Delete(folder, recursive: true);

        static void Fill(Database database) =>
            database.Write(c => c.Execute("INSERT INTO meta VALUES ('big', @text)", new { text = new string('x', 100_000) }));
    }

    [Fact]
    public void A_change_that_fails_leaves_nothing_behind()
    {
        var folder = Directory.CreateTempSubdirectory("raxbackup-test-").FullName;
        using (var database = Database.Open(Path.Combine(folder, "state.db"), isKept: false))
        {
            Assert.Throws<InvalidOperationException>(() => database.Write(c =>
            {
                c.Execute("INSERT INTO meta VALUES ('half', 'done')");
                throw new InvalidOperationException();
            }));
            Assert.Equal(0, database.Read(c => c.ExecuteScalar<long>("SELECT COUNT(*) FROM meta")));
        }

        Directory.Delete(folder, recursive: true);
    }
}
