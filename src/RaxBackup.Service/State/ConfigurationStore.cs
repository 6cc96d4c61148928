using System;
using System.Collections.Generic;
using System.Linq;
using Dapper;
using Microsoft.Data.Sqlite;

namespace RaxBackup.Service.State;

/// <summary>The configurations of all tenants. A deleted one stays readable.</summary>
internal sealed class ConfigurationStore(Database database)
{
    public ConfigurationRow Get(Scope scope, long id) =>
        Query(scope, " AND c.ConfigurationId = @id", id).SingleOrDefault()
        ?? throw Refusal.NotFound($"There is no backup configuration {id} in {scope.Region}.");

    public IReadOnlyList<ConfigurationRow> List(Scope scope) => Query(scope, " ORDER BY c.ConfigurationId", null);

    public IReadOnlyList<ConfigurationRow> ListByAgent(Scope scope, long agentId) =>
        Query(scope, " AND c.MachineAgentId = @id ORDER BY c.ConfigurationId", agentId);

    /// <summary>One that has not been deleted.</summary>
    public ConfigurationRow GetLive(Scope scope, long id) =>
        Get(scope, id) is { IsDeleted: false } row ? row : throw Refusal.NotFound($"Backup configuration {id} has been deleted.");

    /// <summary>
    /// Stores a new configuration. The name must be new among the agent's; <paramref name="check"/> sees all of the agent's
    /// configurations and may refuse.
    /// </summary>
    public long Create(NewConfiguration made, Action<IReadOnlyList<ConfigurationRow>>? check = null) => Store(made, check, c =>
    {
        var (id, schedule) = (c.NextId(), c.NextId());
        c.Execute(ConfigurationSql.Insert, Merge(made, id, schedule));
        AddItems(c, id, made);
        return id;
    });

    /// <summary>Replaces all of a configuration but its ids.</summary>
    public void Update(long id, NewConfiguration made, Action<IReadOnlyList<ConfigurationRow>> check) => Store(made, check, c =>
    {
        if (c.Execute(ConfigurationSql.Update, Merge(made, id, 0)) == 0)
        {
            throw Refusal.NotFound($"Backup configuration {id} has been deleted.");
        }

        c.Execute("DELETE FROM configuration_items WHERE ConfigurationId = @id", new { id });
        AddItems(c, id, made);
        return id;
    });

    public void SetActive(long id, bool isActive) => database.Write(c => c.Execute(
        "UPDATE configurations SET IsActive = @isActive WHERE ConfigurationId = @id AND IsDeleted = 0", new { id, isActive }));

    private long Store(NewConfiguration made, Action<IReadOnlyList<ConfigurationRow>>? check, Func<SqliteConnection, long> change)
    {
        try
        {
            return database.Write(c =>
            {
                var id = change(c);
                check?.Invoke(Rows(c, ConfigurationSql.Select + " WHERE c.MachineAgentId = @MachineAgentId AND c.IsDeleted = 0", made));
                return id;
            });
        }
        catch (SqliteException duplicate) when (duplicate.SqliteExtendedErrorCode == 2067)
        {
            throw new Refusal(
                RefusalKind.Conflict,
                    $"Agent {made.MachineAgentId} has a backup configuration named '{made.Name}' already.", "BackupConfigurationName");
        }
    }

    /// <summary>Marks as deleted; doing it again changes nothing.</summary>
    public void Delete(Scope scope, long id)
    {
        _ = Get(scope, id);
        database.Write(c => c.Execute("UPDATE configurations SET IsDeleted = 1, IsActive = 0 WHERE ConfigurationId = @id", new { id }));
    }

    private static void AddItems(SqliteConnection c, long id, NewConfiguration made) => c.Execute(
        "INSERT INTO configuration_items VALUES (@FileId, @id, @FilePath, @IsFolder, @IsExclusion)",
        made.Items.Select(i => new { FileId = c.NextId(), id, i.FilePath, i.IsFolder, i.IsExclusion }).ToList());

    private static DynamicParameters Merge(NewConfiguration made, long id, long schedule)
    {
        var all = new DynamicParameters(made);
        all.Add("id", id);
        all.Add("schedule", schedule);
        return all;
    }

    private List<ConfigurationRow> Query(Scope scope, string condition, long? id) => database.Read(c => Rows(
        c, ConfigurationSql.Select + " WHERE a.TenantId = @TenantId AND a.Region = @Region" + condition, new { scope.TenantId, scope.Region, id }));

    private static List<ConfigurationRow> Rows(SqliteConnection c, string select, object values)
    {
        var rows = c.Query<ConfigurationRow>(select, values).ToList();
        var items = c.Query<ConfigurationItem>(
                "SELECT * FROM configuration_items WHERE ConfigurationId IN @ids ORDER BY FileId", new { ids = rows.Select(r => r.ConfigurationId) })
            .ToLookup(i => i.ConfigurationId);
        rows.ForEach(r => r.Items = [.. items[r.ConfigurationId]]);
        return rows;
    }
}
