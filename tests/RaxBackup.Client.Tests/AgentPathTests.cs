using RaxBackup.Client;
using Xunit;

namespace RaxBackup.Client.Tests;

/// <summary>Paths of other machines.</summary>
public sealed class AgentPathTests
{
    [Theory]
    [InlineData("/", true)]
    [InlineData("/var/www", true)]
    [InlineData("/var/with space/ünï", true)]
    [InlineData("/var/..hidden", true)]
    [InlineData(@"C:\data", true)]
    [InlineData("c:/data", true)]
    [InlineData(@"\\server\share\x", true)]
    [InlineData("", false)]
    [InlineData("var/www", false)]
    [InlineData("./x", false)]
    [InlineData("~/x", false)]
    [InlineData("C:", false)]
    [InlineData("C:data", false)]
    [InlineData(@"\data", false)]
    [InlineData("/var/../etc", false)]
    [InlineData(@"C:\a\..\b", false)]
    public void A_full_path_begins_at_a_root_and_never_climbs(string path, bool absolute) => Assert.Equal(absolute, AgentPath.IsAbsolute(path));

    [Theory]
    [InlineData("/a/b", "/a", true)]
    [InlineData("/a/b", "/a/", true)]
    [InlineData("/a//b", "/a", true)]
    [InlineData("/a", "/", true)]
    [InlineData("/ab", "/a", false)]
    [InlineData("/a", "/a", false)]
    [InlineData("/a/", "/a", false)]
    [InlineData("/A/b", "/a", false)]
    [InlineData(@"/a\b", "/a", false)]
    [InlineData(@"C:\a\b", @"c:\A", true)]
    [InlineData("C:/a/b", @"c:\a\", true)]
    [InlineData(@"D:\a\b", @"C:\a", false)]
    [InlineData(@"C:\ab", @"C:\a", false)]
    [InlineData(@"\\server\share\x", @"\\SERVER\share", true)]
    public void A_path_lies_inside_a_folder_by_the_rules_of_the_folders_platform(string path, string folder, bool inside) =>
        Assert.Equal(inside, AgentPath.IsInside(path, folder));
}
