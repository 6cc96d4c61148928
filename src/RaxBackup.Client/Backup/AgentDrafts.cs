using RaxBackup.Client.Http;

namespace RaxBackup.Client;

/// <summary>Whether an agent is enabled, in the wire's own names.</summary>
internal sealed record AgentSwitchDraft(long MachineAgentId, bool Enable) : ITargeted
{
    object ITargeted.Target => MachineAgentId;
}

/// <summary>How an agent backs up: the data center may be left out, the other may not.</summary>
internal sealed record AgentUpdateDraft(string? BackupDataCenter, bool UseServiceNet);

/// <summary>How much an agent logs; sent as a form.</summary>
internal sealed record LogLevelDraft(long MachineAgentId, int LoggingLevelId) : ITargeted
{
    object ITargeted.Target => MachineAgentId;
}

/// <summary>The agent to delete.</summary>
internal sealed record AgentDeletionDraft(long MachineAgentId) : ITargeted
{
    object ITargeted.Target => MachineAgentId;
}

/// <summary>Whose vault goes to whom.</summary>
internal sealed record VaultMoveDraft(long SourceMachineAgentId, long DestinationMachineAgentId) : ITargeted
{
    object ITargeted.Target => SourceMachineAgentId;
}

/// <summary>A first passphrase, as <see cref="Passphrase"/> makes it.</summary>
internal sealed record EncryptionDraft(long MachineAgentId, string EncryptedPasswordHex) : ITargeted
{
    object ITargeted.Target => MachineAgentId;
}

/// <summary>Another passphrase in place of the one that holds.</summary>
internal sealed record EncryptionChangeDraft(long MachineAgentId, string OldEncryptedPasswordHex, string NewEncryptedPasswordHex) : ITargeted
{
    object ITargeted.Target => MachineAgentId;
}
