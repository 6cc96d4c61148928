using System;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using RaxBackup.Service.Engines;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Agents;

/// <summary>Turning encryption on, changing its passphrase, and opening what passphrases come sealed in.</summary>
internal sealed class Encryption(ServiceState state, IBackupEngine engine)
{
    /// <summary>An agent's name in the engine's terms.</summary>
    public static string KeyOf(long agentId) => agentId.ToString(CultureInfo.InvariantCulture);

    /// <summary>Encrypts all that the agent backs up from now on. There is no way back.</summary>
    public async Task EnableAsync(Scope scope, long agentId, string? encryptedPassword, CancellationToken stop)
    {
        var agent = state.Agents.Get(scope, agentId);
        using var passphrase = Open("EncryptedPasswordHex", encryptedPassword, agentId);
        try
        {
            await engine.EnableEncryptionAsync(KeyOf(agentId), passphrase.Bytes, stop);
        }
        catch (EngineException known) when (known.Failure == EngineFailure.AlreadyEncrypted)
        {
            if (agent.IsEncrypted)
            {
                throw new Refusal(
                    RefusalKind.Forbidden, $"Agent {agentId} is encrypted already, and stays so.", nameof(EngineFailure.AlreadyEncrypted));
            }

            // The service went down after the vault had been told and before it was written down: the same passphrase finishes it.
            await RefuseWrongAsync(agentId, () => engine.VerifyPassphraseAsync(KeyOf(agentId), passphrase.Bytes, stop));
        }

        state.Agents.SetEncrypted(agentId);
    }

    public async Task ChangeAsync(Scope scope, long agentId, string? oldPassword, string? newPassword, CancellationToken stop)
    {
        var agent = state.Agents.Get(scope, agentId);
        if (!agent.IsEncrypted)
        {
            throw Refusal.Forbidden($"Agent {agentId} is not encrypted; there is no passphrase to change.");
        }

        using var current = Open("OldEncryptedPasswordHex", oldPassword, agentId);
        using var next = Open("NewEncryptedPasswordHex", newPassword, agentId);
        await RefuseWrongAsync(agentId, () => engine.ChangePassphraseAsync(KeyOf(agentId), current.Bytes, next.Bytes, stop));
    }

    /// <summary>Opens what was encrypted with the agent's public key.</summary>
    public SealedPassphrase Open(string field, string? encryptedPassword, long agentId) =>
        SealedPassphrase.Open(field, encryptedPassword, state.Agents.PrivateKey(agentId));

    /// <summary>Why the passphrase is not the agent's; null where it is.</summary>
    public async Task<EngineException?> FaultOfAsync(SealedPassphrase passphrase, long agentId, CancellationToken stop)
    {
        try
        {
            await engine.VerifyPassphraseAsync(KeyOf(agentId), passphrase.Bytes, stop);
            return null;
        }
        catch (EngineException wrong) when (wrong.Failure == EngineFailure.WrongPassphrase)
        {
            return wrong;
        }
    }

    private static async Task RefuseWrongAsync(long agentId, Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (EngineException wrong) when (wrong.Failure == EngineFailure.WrongPassphrase)
        {
            throw new Refusal(RefusalKind.Forbidden, $"The passphrase of agent {agentId} is another one.", nameof(EngineFailure.WrongPassphrase));
        }
    }
}
