using System;
using System.Globalization;
using System.Security.Cryptography;
using Dapper;

namespace RaxBackup.Service.State;

/// <summary>Facts about this service that are made once and kept.</summary>
internal sealed class Meta(Database database)
{
    public string TenantId =>
        GetOrAdd("TenantId", () => RandomNumberGenerator.GetInt32(100_000, 1_000_000).ToString(CultureInfo.InvariantCulture));

    /// <summary>The tenant's name in Cloud Files.</summary>
    public string NastId => GetOrAdd("NastId", () => $"MossoCloudFS_{Guid.NewGuid()}");

    public string NastIdOf(string tenantId) =>
        tenantId == TenantId ? NastId : GetOrAdd($"NastId/{tenantId}", () => $"MossoCloudFS_{Guid.NewGuid()}");

    /// <summary>This machine's id as a server, or that of one of its further agents, which count as servers of their own.</summary>
    public string HostServerIdOf(string tenantId, int number) =>
        GetOrAdd(number == 1 ? "HostServerId" : $"HostServerId/{tenantId}/{number}", () => Guid.NewGuid().ToString());

    /// <summary>A fact that others keep here; null where it is not known.</summary>
    public string? Find(string name) =>
        database.Read(c => c.QuerySingleOrDefault<string>("SELECT Value FROM meta WHERE Name = @name", new { name }));

    public void Set(string name, string value) => database.Write(c =>
    {
        c.Execute("INSERT INTO meta VALUES (@name, @value) ON CONFLICT DO UPDATE SET Value = @value", new { name, value });
    });

    public void Remove(string name) => database.Write(c =>
    {
        c.Execute("DELETE FROM meta WHERE Name = @name", new { name });
    });

    private string GetOrAdd(string name, Func<string> make) => database.Write(c =>
        c.QuerySingle<string>(
            "INSERT INTO meta VALUES (@name, @value) ON CONFLICT DO UPDATE SET Value = Value RETURNING Value", new { name, value = make() }));
}
