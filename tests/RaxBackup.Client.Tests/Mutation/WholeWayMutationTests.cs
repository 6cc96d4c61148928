using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using RaxBackup.Client.Tests.Support;
using RaxBackup.Tests;

namespace RaxBackup.Client.Tests.Mutation;

/// <summary>Mutated answers on their whole way through login, retries and failures: an answer, or a RaxBackupException.</summary>
public sealed class WholeWayMutationTests
{
    private static readonly (int Status, string Body)[] Errors =
    [
        .. JsonDocument.Parse(WireFiles.Text("error-bodies.json")).RootElement.GetProperty("errors").EnumerateArray()
            .Select(error => (error.GetProperty("status").GetInt32(), error.GetProperty("body").GetString()!)),
    ];

    [Property(MaxTest = 600, Replay = Chance.Seed)]
    public Property A_login_succeeds_or_fails_in_our_words() => Prop.ForAll(
        Gen.OneOf(TextMutation.Of(Accounts.Access()), TreeMutation.Of(Accounts.Access())).ToArbitrary(), access => OursAsync(async () =>
        {
            using var connection = await Connection.OpenAsync(Accounts.Options(new Server { Otherwise = _ => Server.Answer(200, access) }), new Listener().Call);
        }));

    [Property(MaxTest = 600, Replay = Chance.Seed)]
    public Property A_failure_is_told_in_our_words_whatever_its_body() => Prop.ForAll(
        (from error in Gen.Elements(Errors)
         from body in TextMutation.Of(error.Body)
         select (error.Status, body)).ToArbitrary(), given => OursAsync(async () =>
        {
            var server = new Server();
            using var connection = await Accounts.OpenAsync(server);
            server.Otherwise = request => request.Method == "GET" ? Server.Answer(given.Status, given.body) : Server.Answer(200, Accounts.Access());
            await connection.Agents.GetAsync(null, 1, new Listener().Call);
            throw new InvalidOperationException("a failure was expected");
        }));

    [Property(MaxTest = 600, Replay = Chance.Seed)]
    public Property A_start_gives_an_id_or_fails_in_our_words() => Prop.ForAll(
        Gen.OneOf(TextMutation.Of("134332"), TextMutation.Of("\"134332\""), TextMutation.Of("-1")).ToArbitrary(), body => OursAsync(async () =>
        {
            var server = new Server();
            using var connection = await Accounts.OpenAsync(server);
            server.Then(200, body);
            var id = await connection.Backups.StartAsync(null, 5, new Listener().Call);
            Xunit.Assert.Equal(id, decimal.Parse(body.Trim().Trim('"').Trim(), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture));
        }));

    private static async Task OursAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (RaxBackupException failure)
        {
            Xunit.Assert.NotEqual("RaxBackupFailure", failure.ErrorId);
        }
    }
}
