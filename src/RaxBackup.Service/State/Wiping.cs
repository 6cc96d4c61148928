using System.Linq;
using Dapper;

namespace RaxBackup.Service.State;

/// <summary>Empties the state, as far as it is not the service's own: its tenants, their names, its servers' ids.</summary>
internal static class Wiping
{
    private static readonly string[] Kept = ["meta", "counter", "feeds"];

    public static void Wipe(this Database database) => database.Write(c =>
    {
        c.Execute("PRAGMA defer_foreign_keys = ON");
        foreach (var table in c.Query<string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").Except(Kept).ToList())
        {
            c.Execute($"DELETE FROM {table}");
        }

        c.Execute("UPDATE counter SET Id = 100000; DELETE FROM meta WHERE Name IN ('Seed', 'EventsLoaded')");
    });
}
