using System;
using System.Linq;
using System.Net;
using RaxBackup.Client.Http;

namespace RaxBackup.Client.Identity;

/// <summary>What can go wrong in a login, and what to do about it.</summary>
internal sealed class LoginFailures(ConnectOptions options, Uri address)
{
    public RaxBackupException Refused(Answer answer)
    {
        var secrets = new[] { options.Secret, options.Passcode }.OfType<System.Security.SecureString>().Select(Secrets.Unwrap).Where(secret => secret.Length > 0);
        var text = secrets.Aggregate(answer.Text, (body, secret) => body.Replace(secret, "***"));
        var failure = FailureMap.OfAnswer(answer.Operation, answer.Status, "Unauthorized", ErrorBody.Read(text).Words, text, answer.RequestId);
        failure.RecommendedAction = (options.SecretIsPassword, options.TenantId) switch
        {
            (true, null) => "Check the user name and the password.",
            (true, _) => "Check the user name, the password and the tenant.",
            (false, null) => "Check the user name and the API key.",
            (false, _) => "Check the user name, the API key and the tenant.",
        };
        return failure;
    }

    public RaxBackupException PasscodeRequired()
    {
        var failure = Failed(Failure.Of(FailureKind.Authentication, nameof(Text.PasscodeRequired), options.UserName), "Give the passcode of your second device with -Passcode.");
        failure.Status = HttpStatusCode.Unauthorized;
        return failure;
    }

    public RaxBackupException TenantUnknown() =>
        Failed(Failure.Of(FailureKind.Authentication, nameof(Text.TenantUnknown), options.UserName), "Name the account with -TenantId.");

    public RaxBackupException Unreachable(RaxBackupException cause)
    {
        var failure = Failed(
            Failure.Of(cause.Kind, nameof(Text.IdentityUnreachable), cause, address, Why(cause)), "Check the network, the proxy and -IdentityUri.");
        failure.Target = address;
        return failure;
    }

    /// <summary>Where there is no Identity service, something else answers.</summary>
    public static RaxBackupException NotIdentity(RaxBackupException failure)
    {
        failure.RecommendedAction ??= "Check -IdentityUri: is that the address of an Identity service?";
        return failure;
    }

    /// <summary>The cause without its beginning, which says again that the login failed.</summary>
    private static string Why(RaxBackupException cause) => cause.Message.Substring(cause.Message.IndexOf(": ", StringComparison.Ordinal) + 2);

    private RaxBackupException Failed(RaxBackupException failure, string advice)
    {
        failure.Operation = "LogIn";
        failure.Target = options.UserName;
        failure.RecommendedAction = advice;
        return failure;
    }
}
