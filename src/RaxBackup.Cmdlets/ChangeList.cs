using System.Globalization;
using System.Linq;

namespace RaxBackup.Cmdlets;

/// <summary>What a Set command is to change, in words: "Set BackupDataCenter to ORD, UseServiceNet to False".</summary>
internal static class ChangeList
{
    /// <summary>The words; NothingToChange where no value is given.</summary>
    public static string Of(long id, params (string Name, object? Value)[] changes)
    {
        var given = changes.Where(change => change.Value is not null).ToList();
        return given.Count > 0
            ? "Set " + string.Join(", ", given.Select(change => string.Format(CultureInfo.InvariantCulture, "{0} to {1}", change.Name, change.Value)))
            : throw Failures.NothingToChange(id, string.Join(", ", changes.Select(change => "-" + change.Name)));
    }
}
