using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using RaxBackup.Service.Routes;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Seed;

/// <summary>Reads the users that a service is started with. What is wrong with the file is told by user and field; what is secret, never.</summary>
internal static class UsersFile
{
    private static readonly string[] Fields = ["name", "apiKey", "password", "tenant", "roles", "mfa"];

    public static IReadOnlyList<User> Read(string file, Meta meta)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
            var root = JsonFields.Of(document.RootElement, "the file", isSecret: true);
            RequireKnown(root, ["users"]);
            var users = root.Objects("users").Select((fields, i) => ReadUser(fields, i, meta)).ToList();
            return users.DistinctBy(u => u.Name).Count() == users.Count
                ? users
                : throw Refusal.Invalid("name", "two users have the same name.");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new StartFailure(StartFailure.UsersInvalid, $"The users file '{file}' cannot be read: {unreadable.Message}", unreadable);
        }
        catch (JsonException malformed)
        {
            // The parser's own message may quote what stands there.
            throw new StartFailure(
                StartFailure.UsersInvalid,
                $"The users file '{file}' is not JSON at line {malformed.LineNumber + 1}, byte {malformed.BytePositionInLine + 1}.");
        }
        catch (Refusal wrong)
        {
            throw new StartFailure(StartFailure.UsersInvalid, $"The users file '{file}' is wrong: {wrong.Message}", wrong);
        }
    }

    private static User ReadUser(JsonFields fields, int index, Meta meta)
    {
        RequireKnown(fields, Fields);
        var name = fields.Text("name") is { Length: > 0 } given && given != ServiceHost.UserName
            ? given
            : throw Refusal.Invalid("name", $"users[{index}] needs a name other than '{ServiceHost.UserName}'.");
        var (apiKey, password) = (fields.Text("apiKey"), fields.Text("password"));
        if (string.IsNullOrEmpty(apiKey) && string.IsNullOrEmpty(password))
        {
            throw Refusal.Invalid("apiKey", $"user '{name}' needs an apiKey or a password.");
        }

        var tenant = fields.Text("tenant") is { Length: > 0 } named ? named : meta.TenantId;
        if (!tenant.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            throw Refusal.Invalid("tenant", $"the tenant of user '{name}' may have letters, digits, - and _ only, not '{tenant}'.");
        }

        return new User(name, tenant, meta.NastIdOf(tenant), ReadRole(fields, name))
        {
            Id = $"{10001 + index}",
            ApiKey = apiKey,
            Password = password,
            Passcode = fields.Text("mfa"),
        };
    }

    private static Role ReadRole(JsonFields fields, string user)
    {
        var roles = fields.Texts("roles");
        return roles.Count > 0 && roles.All(r => Enum.GetNames<Role>().Contains(r, StringComparer.OrdinalIgnoreCase))
            ? roles.Max(r => Enum.Parse<Role>(r, ignoreCase: true))
            : throw Refusal.Invalid("roles", $"user '{user}' needs roles: a list of observer, creator or admin.");
    }

    private static void RequireKnown(JsonFields fields, string[] known)
    {
        if (fields.Names.FirstOrDefault(n => !known.Contains(n, StringComparer.OrdinalIgnoreCase)) is { } name)
        {
            throw Refusal.Invalid(name, $"'{name}' is no field there; {string.Join(", ", known)} can be.");
        }
    }
}
