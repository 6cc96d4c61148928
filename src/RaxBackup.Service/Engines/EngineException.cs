using System;

namespace RaxBackup.Service.Engines;

/// <summary>A job cannot go on as a whole.</summary>
internal sealed class EngineException(EngineFailure failure, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Why.</summary>
    public EngineFailure Failure { get; } = failure;
}

/// <summary>Why a job as a whole cannot go on.</summary>
internal enum EngineFailure
{
    /// <summary>The store's disk is full.</summary>
    StoreFull,
    /// <summary>The store cannot be read or written.</summary>
    StoreUnavailable,
    /// <summary>The backup's manifest is damaged.</summary>
    ManifestDamaged,
    /// <summary>There is no such backup.</summary>
    NoSuchBackup,
    /// <summary>Nothing that was to be backed up exists.</summary>
    NothingToBackUp,
    /// <summary>The destination cannot be used.</summary>
    DestinationUnusable,
    /// <summary>The passphrase is missing or is not the one that the agent's data key is locked with.</summary>
    WrongPassphrase,
    /// <summary>The agent is encrypted already; once on it stays on.</summary>
    AlreadyEncrypted,
    /// <summary>The agent's data key, or the copy for unattended backups, is missing or damaged.</summary>
    EncryptionKeyUnavailable,
}
