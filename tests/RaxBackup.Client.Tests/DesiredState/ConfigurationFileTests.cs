using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using RaxBackup.Client.DesiredState;
using RaxBackup.Client.Tests.Mutation;
using Xunit;

namespace RaxBackup.Client.Tests.DesiredState;

/// <summary>Configurations as a file: what is written is read again, one change is a diff of one line, and mistakes are told with their place.</summary>
public sealed class ConfigurationFileTests
{
    private const string Minimal = """{"FormatVersion":1,"Configurations":[{"Name":"n","TimeZone":"UTC","IncludeFolder":["/a"]}]}""";

    internal static readonly ConfigurationSettings Weekly = new()
    {
        Name = "Wöchentlich \"7\"",
        Frequency = BackupFrequency.Weekly,
        At = new TimeSpan(7, 5, 0),
        DayOfWeek = DayOfWeek.Friday,
        TimeZone = "Eastern Standard Time",
        RetentionDays = 60,
        MissedBackupAction = MissedBackupAction.NextScheduledTime,
        NotifyRecipients = "b@example.com,a@example.com",
        NotifyOnFailure = true,
        PreScript = "stop \\ now",
        PostScript = "",
        Inclusions = [new("/b", "Folder"), new("C:\\f.txt", "File"), new("/a", "Folder")],
        Exclusions = [new("/a/ü", "Folder")],
    };

    [Fact]
    public void The_text_is_readable_ordered_and_ends_in_a_line_feed() => Assert.Equal(
        """
        {
          "FormatVersion": 1,
          "Configurations": [
            {
              "MachineName": "web01",
              "Name": "Wöchentlich \"7\"",
              "Disabled": false,
              "Frequency": "Weekly",
              "DayOfWeek": "Friday",
              "At": "07:05",
              "TimeZone": "Eastern Standard Time",
              "RetentionDays": 60,
              "MissedBackupAction": "NextScheduledTime",
              "NotifyRecipient": [
                "b@example.com",
                "a@example.com"
              ],
              "NotifyOnSuccess": false,
              "NotifyOnFailure": true,
              "PreScript": "stop \\ now",
              "PostScript": "",
              "IncludeFolder": [
                "/a",
                "/b"
              ],
              "IncludeFile": [
                "C:\\f.txt"
              ],
              "ExcludeFolder": [
                "/a/ü"
              ],
              "ExcludeFile": []
            }
          ]
        }

        """.ReplaceLineEndings("\n"), ConfigurationFile.ToText([new("web01", Weekly)]));

    [Fact]
    public void What_is_written_is_read_again()
    {
        ConfigurationSettings[] all =
        [
            Weekly,
            Weekly with { Frequency = BackupFrequency.Daily, DayOfWeek = null, At = TimeSpan.Zero, IsActive = false, PreScript = null },
            Weekly with { Frequency = BackupFrequency.Hourly, DayOfWeek = null, At = null, HourInterval = 23, NotifyRecipients = null, NotifyOnFailure = false },
            Weekly with { Frequency = BackupFrequency.Manually, DayOfWeek = null, At = null, TimeZone = "America/New_York" },
        ];
        foreach (var settings in all)
        {
            var read = Assert.Single(ConfigurationFile.Parse("f", ConfigurationFile.ToText([new("m", settings)])));
            Assert.Equal("m", read.MachineName);
            Assert.Empty(ConfigurationDifference.Between(settings, read.Settings));
            Assert.Equal(ConfigurationFile.ToText([new("m", settings)]), ConfigurationFile.ToText([read]));
        }
    }

    [Fact]
    public void Absent_fields_have_the_defaults_of_the_command()
    {
        var settings = Assert.Single(ConfigurationFile.Parse("f", Minimal)).Settings;
        Assert.Equal((true, BackupFrequency.Manually, 0, MissedBackupAction.AsSoonAsPossible), (settings.IsActive, settings.Frequency, settings.RetentionDays, settings.MissedBackupAction));
        Assert.Equal(("", false, false, null, null), (settings.NotifyRecipients, settings.NotifyOnSuccess, settings.NotifyOnFailure, settings.PreScript, settings.PostScript));
        Assert.Null(Assert.Single(ConfigurationFile.Parse("f", Minimal)).MachineName);
    }

    [Theory]
    [InlineData("", "f: ")]
    [InlineData("{\"FormatVersion\":1", "line 1")]
    [InlineData("[]", "f, line 1, $: an object is expected")]
    [InlineData("{\"Configurations\":[]}", "f, line 1, $: the field FormatVersion is missing")]
    [InlineData("{\"FormatVersion\":2,\"Configurations\":[]}", "$.FormatVersion: one of the numbers 1 is expected")]
    [InlineData("{\"FormatVersion\":1}", "$: the field Configurations is missing")]
    [InlineData("{\"FormatVersion\":1,\"Configurations\":{}}", "$.Configurations: a list is expected")]
    [InlineData("{\"FormatVersion\":1,\"Configurations\":[],\"More\":1}", "$.More: there is no such field. Known are FormatVersion, Configurations")]
    [InlineData("{\"FormatVersion\":1,\"Configurations\":[5]}", "$.Configurations[0]: an object is expected")]
    [InlineData("{\"FormatVersion\":1,\"FormatVersion\":1,\"Configurations\":[]}", "FormatVersion")]
    [InlineData("{\"FormatVersion\":01,\"Configurations\":[]}", "a number begins with 0")]
    [InlineData("{\"FormatVersion\":1,\"Configurations\":[]} {}", "f: ")]
    [InlineData("{'FormatVersion':1,\"Configurations\":[]}", "''' at position 1")]
    [InlineData("{\"FormatVersion\":1,/* no */\"Configurations\":[]}", "'/' at position")]
    public void A_wrong_file_is_told_with_its_place(string text, string words) => Fails("ConfigurationFileInvalid", words, text);

    [Theory]
    [InlineData("\"name\":\"x\"", "$.Configurations[0].name: there is no such field")]
    [InlineData("\"BackupConfigurationId\":5", "$.Configurations[0].BackupConfigurationId: there is no such field")]
    [InlineData("\"Disabled\":\"false\"", "$.Configurations[0].Disabled: true or false is expected")]
    [InlineData("\"Disabled\":null", "$.Configurations[0].Disabled: true or false is expected")]
    [InlineData("\"MachineName\":5", "$.Configurations[0].MachineName: a text is expected")]
    [InlineData("\"RetentionDays\":31", "$.Configurations[0].RetentionDays: one of the numbers 0, 30, 60 is expected")]
    [InlineData("\"RetentionDays\":30.0", "one of the numbers 0, 30, 60")]
    [InlineData("\"RetentionDays\":99999999999999999999999999999999999", "one of the numbers 0, 30, 60")]
    [InlineData("\"RetentionDays\":\"30\"", "one of the numbers 0, 30, 60")]
    [InlineData("\"Frequency\":\"Monthly\"", "$.Configurations[0].Frequency: 'Monthly' is none of Manually, Hourly, Daily, Weekly")]
    [InlineData("\"Frequency\":\"daily\"", "'daily' is none of")]
    [InlineData("\"Frequency\":\"Daily\"", "$.Configurations[0]: the field At is missing")]
    [InlineData("\"Frequency\":\"Weekly\",\"At\":\"10:00\"", "$.Configurations[0]: the field DayOfWeek is missing")]
    [InlineData("\"Frequency\":\"Hourly\"", "the field HourInterval is missing")]
    [InlineData("\"Frequency\":\"Hourly\",\"HourInterval\":24", "$.Configurations[0].HourInterval: one of the numbers 1, 2")]
    [InlineData("\"Frequency\":\"Daily\",\"At\":\"10:00\",\"DayOfWeek\":\"Friday\"", "$.Configurations[0].DayOfWeek: what runs Daily has no DayOfWeek")]
    [InlineData("\"At\":\"10:00\"", "$.Configurations[0].At: what runs Manually has no At")]
    [InlineData("\"Frequency\":\"Daily\",\"At\":\"24:00\"", "$.Configurations[0].At: '24:00' is not a time of day")]
    [InlineData("\"Frequency\":\"Daily\",\"At\":\"7:30 PM\"", "'7:30 PM' is not a time of day")]
    [InlineData("\"Frequency\":\"Weekly\",\"At\":\"10:00\",\"DayOfWeek\":\"5\"", "$.Configurations[0].DayOfWeek: '5' is none of Sunday, Monday")]
    [InlineData("\"MissedBackupAction\":\"Never\"", "$.Configurations[0].MissedBackupAction: 'Never' is none of")]
    [InlineData("\"NotifyRecipient\":\"a@example.com\"", "$.Configurations[0].NotifyRecipient: a list of texts is expected")]
    [InlineData("\"ExcludeFile\":[\"/a/b\",5]", "$.Configurations[0].ExcludeFile[1]: a text is expected")]
    public void A_wrong_field_is_told_with_its_place(string fields, string words) =>
        Fails("ConfigurationFileInvalid", words, Minimal.Replace("\"TimeZone\"", fields + ",\"TimeZone\"", StringComparison.Ordinal));

    [Theory]
    [InlineData("\"TimeZone\":\"UTC\"", "\"TimeZone\":\"Atlantis\"", "$.Configurations[0].TimeZone: 'Atlantis' is neither", "ConfigurationFileInvalid")]
    [InlineData("\"TimeZone\":\"UTC\",", "", "the field TimeZone is missing", "ConfigurationFileInvalid")]
    [InlineData("\"Name\":\"n\"", "\"Name\":\"\"", "the field Name is missing", "ConfigurationFileInvalid")]
    [InlineData("[\"/a\"]", "[]", "$.Configurations[0]: A backup configuration needs something to back up", "IncludeListEmpty")]
    [InlineData("[\"/a\"]", "[\"a\"]", "The path 'a' is not absolute", "PathNotAbsolute")]
    [InlineData("[\"/a\"]", "[\"/a\"],\"ExcludeFile\":[\"/b/c\"]", "'/b/c'", "ExcludeOutsideIncludes")]
    [InlineData("[\"/a\"]", "[\"/a\"],\"NotifyOnFailure\":true", "f, line 1, $.Configurations[0]: ", "NotifyRecipientMissing")]
    public void So_is_what_the_service_would_refuse(string there, string instead, string words, string id) =>
        Fails(id, words, Minimal.Replace(there, instead, StringComparison.Ordinal));

    [Property(MaxTest = 2000, Replay = Chance.Seed)]
    public Property A_mutated_file_is_read_or_refused_in_our_words() => Prop.ForAll(
        Gen.OneOf(TextMutation.Of(ConfigurationFile.ToText([new("m", Weekly)])), TreeMutation.Of(ConfigurationFile.ToText([new("m", Weekly)]))).ToArbitrary(), text =>
        {
            try
            {
                // Whatever is read is what stands there: written again and read again it is the same.
                var read = ConfigurationFile.Parse("f", text);
                Assert.Equal(ConfigurationFile.ToText(read), ConfigurationFile.ToText(ConfigurationFile.Parse("f", ConfigurationFile.ToText(read))));
            }
            catch (RaxBackupException failure)
            {
                Assert.Equal(FailureKind.InvalidRequest, failure.Kind);
            }
        });

    [Fact]
    public void A_file_is_replaced_only_on_request_and_leaves_nothing_beside_it()
    {
        var folder = Directory.CreateTempSubdirectory("raxfile");
        try
        {
            var file = Path.Combine(folder.FullName, "c.json");
            ConfigurationFile.Write(file, [new("b", Weekly), new("a", Weekly with { Name = "Z" }), new("a", Weekly with { Name = "Y" })], overwrite: false);
            Assert.Equal(["a Y", "a Z", $"b {Weekly.Name}"], ConfigurationFile.Read(file).Select(entry => $"{entry.MachineName} {entry.Settings.Name}"));
            Assert.Equal((byte)'{', File.ReadAllBytes(file)[0]);

            Assert.Equal("FileExists", Assert.Throws<RaxBackupException>(() => ConfigurationFile.Write(file, [], overwrite: false)).ErrorId);
            Assert.Equal(3, ConfigurationFile.Read(file).Count);
            ConfigurationFile.Write(file, [], overwrite: true);
            Assert.Empty(ConfigurationFile.Read(file));
            Assert.Equal("FileNotWritable", Assert.Throws<RaxBackupException>(() => ConfigurationFile.Write(Path.Combine(file, "x"), [], overwrite: true)).ErrorId);
            Assert.Equal("ConfigurationFileUnreadable", Assert.Throws<RaxBackupException>(() => ConfigurationFile.Read(folder.FullName)).ErrorId);
            Assert.Equal([file], Directory.GetFiles(folder.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Fails(string id, string words, string text)
    {
        var failure = Assert.Throws<RaxBackupException>(() => ConfigurationFile.Parse("f", text));
        Assert.Equal((FailureKind.InvalidRequest, id), (failure.Kind, failure.ErrorId));
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
    }
}
