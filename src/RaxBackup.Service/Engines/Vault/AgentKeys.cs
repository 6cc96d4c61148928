using System;
using System.IO;
using System.Linq;
using System.Threading;

namespace RaxBackup.Service.Engines.Vault;

/// <summary>
/// The agents' data keys. Each lies twice: in the vault, wrapped by the passphrase, which is all that a restore ever uses; and outside
/// the vault, open, in a file that its owner alone may read, so that backups go on after a restart with nobody there to give the
/// passphrase. The price of that: whoever can read that file can read the agent's backups too. He could read most of the files
/// themselves as well; who has the vault alone (a stolen disk, a copy in another place) can read nothing.
/// </summary>
internal sealed class AgentKeys(string inVault, string outside, Disk disk)
{
    private readonly Lock _gate = new();

    public void Enable(string agent, ReadOnlySpan<byte> passphrase)
    {
        MustNotBeEmpty(passphrase);
        lock (_gate)
        {
            using var copy = CopyOrNull(agent);
            if (WrappedOrNull(agent, mayBeDamaged: copy is not null) is not { } wrapped)
            {
                Begin(agent, copy, passphrase);
            }
            else if (copy?.Id == wrapped.KeyId)
            {
                throw new EngineException(EngineFailure.AlreadyEncrypted, $"Agent {agent} is encrypted already, and stays so.");
            }
            else
            {
                using var key = Open(agent, wrapped, passphrase);
                WriteCopy(agent, key);
            }
        }
    }

    public void Change(string agent, ReadOnlySpan<byte> current, ReadOnlySpan<byte> next)
    {
        MustNotBeEmpty(next);
        lock (_gate)
        {
            using var key = Open(agent, Wrapped(agent), current);
            using var copy = CopyOrNull(agent);
            if (copy?.Id != key.Id)
            {
                WriteCopy(agent, key);
            }
            disk.Replace(WrappedPath(agent), WrappedKey.Wrap(key, agent, next).Bytes);
        }
    }

    /// <summary>Deletes the keys of all agents, in the vault and outside.</summary>
    public void DeleteAll()
    {
        lock (_gate)
        {
            foreach (var folder in new[] { inVault, outside }.Where(Directory.Exists))
            {
                foreach (var file in Directory.GetFiles(folder))
                {
                    disk.Delete(file);
                }
                disk.FlushFolder(folder);
            }
        }
    }

    public void Verify(string agent, ReadOnlySpan<byte> passphrase) => Open(agent, Wrapped(agent), passphrase).Dispose();

    /// <summary>The key for a restore, from the passphrase and nothing else.</summary>
    public DataKey ForRestore(SealHead seal, ReadOnlySpan<byte> passphrase)
    {
        var wrapped = Wrapped(seal.Agent);
        return wrapped.KeyId == seal.KeyId
            ? Open(seal.Agent, wrapped, passphrase)
            : throw Unavailable(
                $"The data key of agent {seal.Agent}, {WrappedPath(seal.Agent)}, is not the one that this backup was encrypted with.");
    }

    /// <summary>The key for a backup, from the copy. Not without the wrapped one: what would be stored could never be restored.</summary>
    public DataKey ForBackup(string agent)
    {
        var wrapped = Wrapped(agent);
        try
        {
            var key = KeyCopy.Read(CopyPath(agent));
            if (key.Id == wrapped.KeyId)
            {
                return key;
            }
            key.Dispose();
            throw new InvalidDataException("it is another key than the vault's");
        }
        catch (Exception failure) when (failure is InvalidDataException || DiskException.IsDisk(failure))
        {
            throw Unavailable($"The data key of agent {agent} for unattended backups, {CopyPath(agent)}, cannot be used: "
                + $"{DiskException.Error("", failure).Message}. Giving the passphrase again makes it again.", failure);
        }
    }

    // The copy first: a kill between the two leaves an agent that is not encrypted, and a copy that the next try wraps. A copy whose
    // wrapped key was lost is wrapped anew rather than replaced, so that the agent's backups can be restored again.
    private void Begin(string agent, DataKey? copy, ReadOnlySpan<byte> passphrase)
    {
        using var made = copy is null ? DataKey.Create() : null;
        if (made is not null)
        {
            WriteCopy(agent, made);
        }
        disk.Replace(WrappedPath(agent), WrappedKey.Wrap(copy ?? made!, agent, passphrase).Bytes);
    }

    private void WriteCopy(string agent, DataKey key)
    {
        disk.CreateFolder(outside);
        KeyCopy.Write(disk, CopyPath(agent), key);
    }

    private static DataKey Open(string agent, WrappedKey wrapped, ReadOnlySpan<byte> passphrase)
    {
        if (passphrase.IsEmpty)
        {
            throw new EngineException(EngineFailure.WrongPassphrase, $"The passphrase of agent {agent} is needed, and none was given.");
        }
        return wrapped.Open(agent, passphrase)
            ?? throw new EngineException(EngineFailure.WrongPassphrase, $"This is not the passphrase of agent {agent}.");
    }

    private WrappedKey Wrapped(string agent) => WrappedOrNull(agent, mayBeDamaged: false)
        ?? throw Unavailable($"Agent {agent} has no data key in the vault: {WrappedPath(agent)} is missing.");

    private WrappedKey? WrappedOrNull(string agent, bool mayBeDamaged)
    {
        try
        {
            return WrappedKey.Parse(File.ReadAllBytes(WrappedPath(agent)));
        }
        catch (Exception failure) when (failure is FileNotFoundException || (mayBeDamaged && failure is InvalidDataException))
        {
            return null;
        }
        catch (InvalidDataException failure)
        {
            throw Unavailable($"The data key of agent {agent} in the vault, {WrappedPath(agent)}, cannot be used: {failure.Message}.", failure);
        }
    }

    private DataKey? CopyOrNull(string agent)
    {
        try
        {
            return KeyCopy.Read(CopyPath(agent));
        }
        catch (Exception failure) when (failure is InvalidDataException or FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private string WrappedPath(string agent) => Path.Combine(inVault, Name(agent) + ".wrapped");

    private string CopyPath(string agent) => Path.Combine(outside, Name(agent) + ".key");

    // It becomes the name of a file.
    private static string Name(string agent) =>
        agent.Length is > 0 and <= SealHead.LongestAgent && agent.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '_')
            ? agent
            : throw new ArgumentException($"'{agent}' is no agent's key: up to {SealHead.LongestAgent} letters, digits, - and _ are.", nameof(agent));

    private static void MustNotBeEmpty(ReadOnlySpan<byte> passphrase)
    {
        if (passphrase.IsEmpty)
        {
            throw new EngineException(EngineFailure.WrongPassphrase, "A passphrase must not be empty.");
        }
    }

    private static EngineException Unavailable(string message, Exception? inner = null) =>
        new(EngineFailure.EncryptionKeyUnavailable, message, inner);
}
