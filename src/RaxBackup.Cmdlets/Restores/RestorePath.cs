using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RaxBackup.Client;

namespace RaxBackup.Cmdlets;

/// <summary>A path of a restore.</summary>
internal sealed record RestorePath(string Path, BackupItemType Type, BackupItemFilter Filter)
{
    public RestoreItemDraft DraftFor(long restoreId) =>
        new(Path, Number((int)Filter), restoreId, Number((int)Type));

    public static IEnumerable<RestorePath> Of(IEnumerable<string> paths, BackupItemType type, BackupItemFilter filter) =>
        paths.Select(path => new RestorePath(path, type, filter));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
