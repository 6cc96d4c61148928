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

    private string GetOrAdd(string name, Func<string> make) => database.Write(c =>
        c.QuerySingle<string>(
            "INSERT INTO meta VALUES (@name, @value) ON CONFLICT DO UPDATE SET Value = Value RETURNING Value", new { name, value = make() }));
}
