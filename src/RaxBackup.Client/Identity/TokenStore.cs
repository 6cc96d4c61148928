using System;
using System.Threading;
using System.Threading.Tasks;
using RaxBackup.Client.Http;

namespace RaxBackup.Client.Identity;

/// <summary>
/// Keeps the token, in memory only, and renews it: ahead of its end, or when it is refused. However many requests need a new one
/// at the same time, one logs in and the others wait for it.
/// </summary>
#pragma warning disable CA1001 // a semaphore without a wait handle holds nothing to dispose of
internal sealed class TokenStore(Func<Call, Task<Login>> renew, bool canRenew, Session session, Login first, TimeProvider time) : ITokens
#pragma warning restore CA1001
{
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim gate = new(1, 1);
    private Login? current = first;
    private RaxBackupException? ended;
    private long notBefore;

    public async Task<string> GetAsync(Call call)
    {
        if (FreshOrNull() is { } token) return token;
        await gate.WaitAsync(call.Stop).ConfigureAwait(false);
        try
        {
            return FreshOrNull() ?? await RenewAheadAsync(Open(), call).ConfigureAwait(false);
        }
        finally
        {
            gate.Release();
        }
    }

    public async Task<string> ReplaceAsync(string refused, Call call)
    {
        await gate.WaitAsync(call.Stop).ConfigureAwait(false);
        try
        {
            var login = Open();
            if (login.Token != refused) return login.Token; // another request was faster
            call.Verbose("The token was refused: logging in again.");
            return await LogInAsync(login, call).ConfigureAwait(false);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Forgets the token and gives it away for the last time; null where it is forgotten already.</summary>
    public string? Close() => Interlocked.Exchange(ref current, null)?.Token;

    private Login Open()
    {
        if (Volatile.Read(ref ended) is { } failure) throw Again(failure);
        return Volatile.Read(ref current) ?? throw Failure.Of(FailureKind.NotConnected, nameof(Text.SessionClosed));
    }

    private string? FreshOrNull()
    {
        var login = Open();
        var now = time.GetUtcNow();
        var fresh = now < login.EndsAt && (!canRenew || now < login.EndsAt - Ahead || now.UtcTicks < Volatile.Read(ref notBefore));
        return fresh ? login.Token : null;
    }

    /// <summary>While the old token still holds, a login that fails is no matter: it is tried again a little later.</summary>
    private async Task<string> RenewAheadAsync(Login old, Call call)
    {
        Volatile.Write(ref notBefore, (time.GetUtcNow() + Rest).UtcTicks); // Identity may give the same token again
        try
        {
            call.Verbose("The token ends soon: logging in again.");
            return await LogInAsync(old, call).ConfigureAwait(false);
        }
        catch (RaxBackupException failure) when (time.GetUtcNow() < old.EndsAt && failure.Kind != FailureKind.Authentication)
        {
            call.Verbose($"The token could not be renewed yet. {failure.Message}");
            return old.Token;
        }
    }

    private async Task<string> LogInAsync(Login old, Call call)
    {
        try
        {
            if (!canRenew) throw Expired();
            var login = await renew(call).ConfigureAwait(false);
            if (Interlocked.CompareExchange(ref current, login, old) == null) throw Failure.Of(FailureKind.NotConnected, nameof(Text.SessionClosed));
            session.ExpiresAt = login.ExpiresAt;
            return login.Token;
        }
        catch (RaxBackupException failure) when (failure.Kind == FailureKind.Authentication)
        {
            Volatile.Write(ref ended, failure); // nobody knocks again with a key that does not fit
            throw;
        }
    }

    private RaxBackupException Expired()
    {
        var failure = Failure.Of(FailureKind.Authentication, nameof(Text.SessionExpired), session.UserName);
        failure.RecommendedAction = "Log in again with Connect-RaxBackup and a new passcode.";
        failure.Target = session.UserName;
        return failure;
    }

    /// <summary>A new exception for each caller: an exception object is not for two threads.</summary>
    private static RaxBackupException Again(RaxBackupException ended) => new(ended.Kind, ended.ErrorId, ended.Message, ended)
    {
        Status = ended.Status,
        Operation = ended.Operation,
        RequestId = ended.RequestId,
        Body = ended.Body,
        RecommendedAction = ended.RecommendedAction,
        Target = ended.Target,
    };
}
