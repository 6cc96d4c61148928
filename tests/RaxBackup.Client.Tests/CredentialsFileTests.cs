using System;
using System.IO;
using RaxBackup.Client;
using Xunit;

namespace RaxBackup.Client.Tests;

/// <summary>The credentials file, as older tools left it.</summary>
public sealed class CredentialsFileTests : IDisposable
{
    private readonly string path = Path.GetTempFileName();

    public void Dispose() => File.Delete(path);

    [Theory]
    [InlineData("[rackspace_cloud]\nusername = me\napi_key = k=1\n")]
    [InlineData("# mine\r\n[other]\r\nusername = x\r\n[Rackspace_Cloud]\r\n; the key\r\napi_key: k=1\r\nUSERNAME=me\r\n[more]\r\napi_key = no\r\n")]
    public void Its_section_gives_user_name_and_key(string text)
    {
        File.WriteAllText(path, text);
        Assert.Equal(("me", "k=1"), CredentialsFile.ReadOrNull(path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[other]\nusername = me\napi_key = k\n")]
    [InlineData("[rackspace_cloud]\nusername = me\n")]
    [InlineData("[rackspace_cloud]\nusername = me\napi_key =\n")]
    [InlineData("[rackspace_cloud]\nusername\n= k\n")]
    public void A_file_without_both_is_as_good_as_none(string text)
    {
        File.WriteAllText(path, text);
        Assert.Null(CredentialsFile.ReadOrNull(path));
    }

    [Fact]
    public void No_file_is_no_error() => Assert.Null(CredentialsFile.ReadOrNull(path + ".absent"));
}
