using System;
using System.Linq;
using System.Xml;
using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using RaxBackup.Client.Feeds;
using RaxBackup.Client.Tests.Support;
using RaxBackup.Tests;
using Xunit;

namespace RaxBackup.Client.Tests.Mutation;

/// <summary>Valid feed pages, mutated: events that say what the page says, or the one failure.</summary>
public sealed class FeedMutationTests
{
    private static readonly string[] Values =
    [
        "", " ", "0", "1", "-1", "+1", "01", "1.5", "1e3", "18446744073709551615", "18446744073709551616", "true", "TRUE", "2012-06-14T10:19:52Z", "2012-06-14T10:19:52.1234567Z",
        "2012-06-14T10:19:52+05:30", "2012-06-14T10:19:52", "2012-06-14", "10:19", "06/14/2012", "2012-13-14T10:19:52Z", "2012-06-14T24:00:00Z", "now", "5", "1,000", "٣",
    ];

    private static readonly string[] Pages =
    [
        .. WireFiles.All("xml", "feeds").Select(file => WireFiles.Text(file)),
        FeedPages.Page([("a", QuickTime.Start), ("b", QuickTime.Start.AddHours(-1))], "?previous", "?next"),
    ];

    [Property(MaxTest = 3000, Replay = Chance.Seed)]
    public Property Other_values_are_read_as_what_they_are_or_not_at_all() => Prop.ForAll(
        (from page in Gen.Elements(Pages)
         from which in Gen.Choose(0, 9999)
         from value in Gen.Elements(Values)
         from kind in Gen.Choose(0, 3)
         select WithOther(page, which, value, kind)).ToArbitrary(), Check);

    [Property(MaxTest = 5000, Replay = Chance.Seed)]
    public Property Damaged_pages_are_read_as_what_they_are_or_not_at_all() => Prop.ForAll(
        (from page in Gen.Elements(Pages)
         from mutated in TextMutation.Of(page)
         select mutated).ToArbitrary(), Check);

    private static void Check(string page)
    {
        Feed? feed = null;
        try
        {
            feed = FeedReading.Read(page);
        }
        catch (RaxBackupException failure)
        {
            Assert.Equal("AnswerUnreadable", failure.ErrorId);
        }

        try
        {
            var entries = FeedOracle.Entries(page);
            var wanted = entries.Select(FeedOracle.Expected).ToList();
            var products = entries.Select(FeedOracle.ExpectedProduct).ToList();
            Assert.True(feed != null, $"it is readable, but was not read: {page}");
            Assert.Equal(entries.Count, feed.Entries.Count);
            for (var i = 0; i < entries.Count; i++)
            {
                AssertAlike(wanted[i], feed.Entries[i], page);
                if (products[i] is { } product) AssertAlike(product, feed.Entries[i].Product!, page);
            }
        }
        catch (Exception cause) when (cause is FormatException or XmlException or ArgumentOutOfRangeException)
        {
            Assert.True(feed == null, $"it should not have been read ({cause.Message}): {page}");
        }
    }

    private static void AssertAlike(System.Collections.Generic.Dictionary<string, object?> wanted, object read, string page)
    {
        foreach (var (name, value) in wanted)
        {
            var actual = name[0] == '@' ? ((UnknownProduct)read).Attributes[name[1..]] : read.GetType().GetProperty(name)!.GetValue(read);
            Assert.True(Equals(value, actual), $"{name} is '{actual}', not '{value}': {page}");
        }
    }

    /// <summary>Another value of an attribute or text; an attribute or element less; an element twice.</summary>
    private static string WithOther(string page, int which, string value, int kind)
    {
        var root = XDocument.Parse(page).Root!;
        var elements = root.DescendantsAndSelf().ToList();
        var attributes = elements.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration).ToList();
        var texts = elements.Where(element => !element.HasElements).ToList();
        if (kind == 0 || attributes.Count == 0) texts[which % texts.Count].Value = value;
        else if (kind == 1) attributes[which % attributes.Count].Value = value;
        else if (kind == 2) attributes[which % attributes.Count].Remove();
        else if (elements[which % elements.Count] is { Parent: not null } element) element.AddAfterSelf(new XElement(element));
        return root.ToString(SaveOptions.DisableFormatting);
    }
}
