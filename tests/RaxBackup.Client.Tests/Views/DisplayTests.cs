using System;
using System.Collections;
using System.Globalization;
using Xunit;

namespace RaxBackup.Client.Tests.Views;

public class DisplayTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1, "1 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1024, "1.0 KB")]
    [InlineData(-1536, "-1.5 KB")]
    [InlineData(37014733L, "35.3 MB")]
    [InlineData(1048524L, "1023.9 KB")]
    [InlineData(1048525L, "1.0 MB")]
    [InlineData(10245674584L, "9.5 GB")]
    [InlineData(long.MaxValue, "8.0 EB")]
    [InlineData(long.MinValue, "-8.0 EB")]
    [InlineData(ulong.MaxValue, "16.0 EB")]
    [InlineData(2048.0, "2.0 KB")]
    [InlineData("37014733", "35.3 MB")]
    [InlineData("35.3 MB", "35.3 MB")]
    [InlineData(double.NaN, "NaN")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void A_size_is_short(object? bytes, string text) => Assert.Equal(text, Display.Size(bytes));

    [Theory]
    [InlineData(12897485UL, "12.3 MB (12897485 bytes)")]
    [InlineData(ulong.MaxValue, "16.0 EB (18446744073709551615 bytes)")]
    [InlineData(0UL, "0 B")]
    [InlineData(1023UL, "1023 B")]
    [InlineData(null, "")]
    public void An_exact_size_tells_the_bytes_too(object? bytes, string text) => Assert.Equal(text, Display.ExactSize(bytes));

    [Theory]
    [InlineData("0", "0")]
    [InlineData("1234.5678", "1234.568")]
    [InlineData("-2", "-2")]
    [InlineData("0.0123456", "0.0123")]
    [InlineData("0.000000001", "1E-09")]
    [InlineData(null, "")]
    [InlineData("many", "many")]
    public void An_amount_is_short_and_never_shows_as_nothing(string? amount, string text) => Assert.Equal(text, Display.Amount(amount));

    [Fact]
    public void Texts_are_alike_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            Assert.Equal("35.3 MB", Display.Size(37014733L));
            Assert.Equal("2.5s", Display.Duration(TimeSpan.FromSeconds(2.5)));
            Assert.Equal("2.0 KB", Display.Size(2048.0));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_list_names_the_first_and_counts_the_others()
    {
        Assert.Equal("/etc, /var/www (+3)", Display.List(new[] { "/etc", "/var/www", "/home", "/srv", "/opt" }));
        Assert.Equal("/etc, /var/www", Display.List(new[] { "/etc", "/var/www" }));
        Assert.Equal("/etc, /var/www, /home (+1)", Display.List(new[] { "/etc", "/var/www", "/home", "/srv" }, 3));
        Assert.Equal("/etc (+1)", Display.List(new ArrayList { new BackupItem { FilePath = "/etc" }, null }, 1));
        Assert.Equal("", Display.List(Array.Empty<string>()));
        Assert.Equal("", Display.List(null));
        Assert.Equal("/etc", Display.List("/etc"));
    }

    [Theory]
    [InlineData(JobState.InProgress, "InProgress", 42, "InProgress 42%")]
    [InlineData(JobState.InProgress, null, null, "InProgress")]
    [InlineData(JobState.Queued, null, 0, "Queued 0%")]
    [InlineData(JobState.Completed, null, 100, "Completed")]
    [InlineData(JobState.Creating, null, 0, "Creating")]
    [InlineData(JobState.Unknown, "Dozing", null, "Unknown (Dozing)")]
    [InlineData(JobState.Unknown, null, null, "Unknown")]
    [InlineData(2, null, "42", "InProgress 42%")]
    [InlineData(-1, "Dozing", null, "Unknown (Dozing)")]
    [InlineData("CompletedWithErrors", null, null, "CompletedWithErrors")]
    [InlineData("Dozing", null, null, "Dozing")]
    [InlineData(77, null, null, "77")]
    [InlineData(null, null, null, "")]
    public void A_state_tells_how_far_a_running_job_is(object? state, object? stateText, object? percent, string text) =>
        Assert.Equal(text, Display.State(state, stateText, percent));

    [Theory]
    [InlineData(AgentStatus.Online, "Online", "Online")]
    [InlineData(AgentStatus.Unknown, "Dozing", "Unknown (Dozing)")]
    [InlineData(AgentStatus.Unknown, "Unknown", "Unknown")]
    [InlineData(2, null, "Offline")]
    [InlineData(null, null, "")]
    public void A_status_is_a_word(object? status, object? statusText, string text) => Assert.Equal(text, Display.Status(status, statusText));

    [Theory]
    [InlineData(ActivityType.Cleanup, "Cleanup", "Cleanup")]
    [InlineData(0, "Reindex", "Unknown (Reindex)")]
    [InlineData(1, null, "Backup")]
    [InlineData(null, null, "")]
    public void An_activity_is_a_word(object? type, object? typeText, string text) => Assert.Equal(text, Display.ActivityType(type, typeText));

    [Theory]
    [InlineData(0, "for ever")]
    [InlineData(1, "1 day")]
    [InlineData(30, "30 days")]
    [InlineData("60", "60 days")]
    [InlineData(null, "")]
    public void Retention_is_in_days(object? days, string text) => Assert.Equal(text, Display.Retention(days));

    [Fact]
    public void A_key_tells_its_length_and_beginning()
    {
        Assert.Equal("RSA 2048 bits, A5261939...", new PublicKey { ModulusHex = "A5261939" + new string('0', 504) }.ToString());
        Assert.Equal("A526", Display.Key("A526"));
        Assert.Equal("", new PublicKey().ToString());
    }

    [Fact]
    public void A_product_tells_what_was_used()
    {
        Assert.Equal("In 12.3 MB", new BackupBandwidthIn { BandwidthIn = 12897485 }.ToString());
        Assert.Equal("Out 0 B", new BackupBandwidthOut().ToString());
        Assert.Equal("Storage 16.0 EB", new BackupStorage { Storage = ulong.MaxValue }.ToString());
        Assert.Equal("License", new BackupLicense().ToString());
        Assert.Equal("thing", new UnknownProduct { Namespace = "http://docs.rackspace.com/usage/cloudbackup/thing" }.ToString());
        Assert.Equal("", new UnknownProduct().ToString());
    }
}
