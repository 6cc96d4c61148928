using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace RaxBackup.Client;

/// <summary>The credentials file that Rackspace's older tools share: <c>~/.rackspace_cloud_credentials</c>, section <c>rackspace_cloud</c>.</summary>
internal static class CredentialsFile
{
    private const string Section = "[rackspace_cloud]";

    /// <summary>Where it lies for this user.</summary>
    public static string DefaultPath =>
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".rackspace_cloud_credentials");

    /// <summary>The user name and API key in it; null where there is no such file or it does not hold both.</summary>
    public static (string UserName, string ApiKey)? ReadOrNull(string path)
    {
        if (!File.Exists(path))
            return null;
        var values = ValuesOf(LinesOf(path));
        return values.TryGetValue("username", out var userName) && values.TryGetValue("api_key", out var apiKey) ? (userName, apiKey) : null;
    }

    private static Dictionary<string, string> ValuesOf(IEnumerable<string> lines)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var inSection = lines.Select(line => line.Trim())
            .SkipWhile(line => !line.Equals(Section, StringComparison.OrdinalIgnoreCase)).Skip(1)
            .TakeWhile(line => !line.StartsWith("[", StringComparison.Ordinal));
        foreach (var line in inSection.Where(line => line.Length > 0 && line[0] is not ('#' or ';')))
        {
            if (line.IndexOfAny(['=', ':']) is > 0 and var split && line.Substring(split + 1).Trim() is { Length: > 0 } value)
                values[line.Substring(0, split).Trim()] = value;
        }
        return values;
    }

    private static string[] LinesOf(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            var unreadable = Failure.Of(FailureKind.InvalidArgument, nameof(Text.CredentialsFileUnreadable), failure, path, failure.Message);
            unreadable.Target = path;
            throw unreadable;
        }
    }
}
