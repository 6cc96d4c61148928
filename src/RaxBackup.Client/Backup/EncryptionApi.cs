using System;
using System.Security;
using System.Threading.Tasks;
using RaxBackup.Client.Http;
using RaxBackup.Client.Json;

namespace RaxBackup.Client;

/// <summary>The encryption of agents. Passphrases go out encrypted with the agent's own key, which is read first.</summary>
internal sealed class EncryptionApi(BackupEndpoint backup, AgentsApi agents)
{
    private const string LookAtAgent = "Look at the agent (Get-RaxBackupAgent -AgentId) before trying again.";

    /// <summary>Enable volume encryption; AlreadyEncrypted where it is on.</summary>
    /// <returns>The service's id of the task.</returns>
    public async Task<Guid> EnableAsync(string? region, long agentId, SecureString passphrase, Call call)
    {
        var agent = await agents.GetAsync(region, agentId, call).ConfigureAwait(false);
        if (agent.IsEncrypted == true) throw Failure.About(agentId, FailureKind.Conflict, nameof(Text.AlreadyEncrypted), agentId);

        var draft = new EncryptionDraft(agentId, Passphrase.Encrypt(passphrase, agent.PublicKey));
        var operation = Operation.PostOnce("EnableEncryption", "agent/encrypt", draft) with { Words = "enable encryption of agent" };
        return await SendAsync(region, operation, call).ConfigureAwait(false);
    }

    /// <summary>Change the encryption password; NotEncrypted where encryption is off, WrongPassphrase where the service says so.</summary>
    /// <returns>The service's id of the task.</returns>
    public async Task<Guid> ChangeAsync(string? region, long agentId, SecureString current, SecureString next, Call call)
    {
        var agent = await agents.GetAsync(region, agentId, call).ConfigureAwait(false);
        if (agent.IsEncrypted == false) throw Failure.About(agentId, FailureKind.Conflict, nameof(Text.NotEncrypted), agentId);

        var draft = new EncryptionChangeDraft(agentId, Passphrase.Encrypt(current, agent.PublicKey), Passphrase.Encrypt(next, agent.PublicKey));
        var operation = Operation.PostOnce("ChangeEncryption", "agent/changeencryption", draft) with { Words = "change the passphrase of agent" };
        try
        {
            return await SendAsync(region, operation, call).ConfigureAwait(false);
        }
        catch (RaxBackupException failure) when (failure.Kind == FailureKind.Forbidden && failure.Body?.Contains(nameof(Text.WrongPassphrase)) == true)
        {
            // 403 is also what the wrong role is told; the local service names the reason.
            failure.ErrorId = nameof(Text.WrongPassphrase);
            failure.RecommendedAction = "Give the passphrase that holds with -CurrentPassphrase.";
            throw;
        }
    }

    private async Task<Guid> SendAsync(string? region, Operation operation, Call call) =>
        WireJson.ReadGuid(await backup.AnswerAsync(region, operation with { IfUnknown = LookAtAgent }, call).ConfigureAwait(false));
}
