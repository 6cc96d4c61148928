using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using RaxBackup.Client;

namespace RaxBackup.Cmdlets;

/// <summary>Completes configurations' ids, by id, by name or by machine name.</summary>
public sealed class ConfigurationIdCompleter : SessionCompleter
{
    private protected override async Task<IReadOnlyList<Offer>> AskAsync(Connection connection, string? region, Call call)
    {
        var configurations = await connection.Configurations.ListAsync(region, call);
        return [.. configurations.Where(one => one.IsDeleted != true).Select(OfferOf)];
    }

    private static Offer OfferOf(BackupConfiguration one) => new(
        one.BackupConfigurationId.ToString(CultureInfo.InvariantCulture),
        $"{one.BackupConfigurationId} {one.BackupConfigurationName} on {one.MachineName}");
}
