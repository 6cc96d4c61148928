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
        failure.RecommendedAction = options.SecretIsPassword ? "Check the user name and the password." : "Check the user name and the API key.";
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
            Failure.Of(cause.Kind, nameof(Text.IdentityUnreachable), cause, address, cause.Message), "Check the network, the proxy and -IdentityUri.");
        failure.Target = address;
        return failure;
    }

    private RaxBackupException Failed(RaxBackupException failure, string advice)
    {
        failure.Operation = "LogIn";
        failure.Target = options.UserName;
        failure.RecommendedAction = advice;
        return failure;
    }
}
