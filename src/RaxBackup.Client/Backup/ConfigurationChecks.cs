using System.Linq;

namespace RaxBackup.Client;

/// <summary>What is looked over in a configuration before anything is sent.</summary>
internal static class ConfigurationChecks
{
    /// <summary>Something is included, every path is a full one, and every excluded one lies in an included folder.</summary>
    /// <param name="settings">To look over.</param>
    /// <param name="kind">What a list that does not hold together is: a bad argument, or a request that one configuration does not bear.</param>
    public static void Paths(ConfigurationSettings settings, FailureKind kind = FailureKind.InvalidArgument)
    {
        AgentPath.RequireAbsolute(settings.Inclusions.Concat(settings.Exclusions).Select(item => item.FilePath));
        if (settings.Inclusions.Count == 0)
            throw Failure.About(settings.Name, kind, nameof(Text.IncludeListEmpty));

        var folders = settings.Inclusions.Where(item => item.FileItemType == $"{BackupItemType.Folder}").ToList();
        foreach (var item in settings.Exclusions.Where(item => !folders.Any(folder => AgentPath.IsInside(item.FilePath, folder.FilePath))))
            throw Failure.About(item.FilePath, kind, nameof(Text.ExcludeOutsideIncludes), item.FilePath);
    }

    /// <summary>Who asks for a notification says whom to notify.</summary>
    public static void Recipients(ConfigurationSettings settings, FailureKind kind = FailureKind.InvalidArgument)
    {
        if ((settings.NotifyOnSuccess || settings.NotifyOnFailure) && string.IsNullOrWhiteSpace(settings.NotifyRecipients))
            throw Failure.About(settings.Name, kind, nameof(Text.NotifyRecipientMissing));
    }
}
