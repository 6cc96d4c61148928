using System;
using System.IO;

namespace RaxBackup.Service.Engines.Vault;

/// <summary>What a manifest begins with: whose it is, when it was begun and whether its paths are Windows paths.</summary>
internal sealed record ManifestHeader(long BackupId, long ConfigurationId, DateTimeOffset Begun, bool Windows)
{
    public void Write(BinaryWriter to)
    {
        to.Write(ManifestWriter.Magic);
        to.Write(BackupId);
        to.Write(ConfigurationId);
        to.Write(Begun.UtcTicks);
        to.Write(Windows);
    }

    public static ManifestHeader Read(BinaryReader from) => from.ReadString() == ManifestWriter.Magic
        ? new(from.ReadInt64(), from.ReadInt64(), new(from.ReadInt64(), TimeSpan.Zero), from.ReadBoolean())
        : throw new InvalidDataException("it does not begin as a manifest does");
}
