using System.Collections.Generic;
using System.Linq;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Seed;

/// <summary>Reads a seed's users.</summary>
internal static class SeedUserReader
{
    public static readonly string[] User = ["name", "apiKey", "password", "mfa", "tenant", "roles"];

    public static IReadOnlyList<SeedUser> Read(SeedNode root, SeedContext context)
    {
        context.Tenant = root.Find("tenant") is { } tenant ? TenantName(tenant) : null;
        var users = new List<SeedUser>();
        foreach (var node in root.Find("users")?.List() ?? [])
        {
            var user = ReadOne(node.With(User), context);
            users.Add(users.All(known => known.Name != user.Name)
                ? user
                : throw new SeedException(node.Path + ".name", $"two users have the name '{user.Name}'."));
        }

        return users;
    }

    private static SeedUser ReadOne(SeedNode node, SeedContext context)
    {
        var name = node.Needed("name", "a name").Text();
        if (name == ServiceHost.UserName)
        {
            throw new SeedException(node.Path + ".name", $"'{name}' is the service's own user.");
        }

        if (node.Find("apiKey") == null && node.Find("password") == null)
        {
            throw new SeedException(node.Path, $"user '{name}' needs an apiKey or a password.");
        }

        var tenant = node.Find("tenant") is { } named ? TenantName(named) : null;
        if (tenant != null && tenant != context.Tenant)
        {
            context.AddTenant(tenant);
        }

        return new SeedUser(name, tenant, ReadRole(node))
        {
            ApiKey = node.Find("apiKey")?.Text(),
            Password = node.Find("password")?.Text(),
            Passcode = node.Find("mfa")?.Text(),
        };
    }

    private static Role ReadRole(SeedNode user)
    {
        const string expected = "a list of observer, creator or admin";
        var roles = user.Needed("roles", expected).List(expected);
        return roles.Count > 0 ? roles.Max(role => role.Word<Role>()) : throw user.Find("roles")!.Wrong(expected);
    }

    private static string TenantName(SeedNode node)
    {
        const string expected = "letters, digits, - and _";
        return node.Text(expected).All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? node.Text() : throw node.Wrong(expected, node.Text());
    }
}
