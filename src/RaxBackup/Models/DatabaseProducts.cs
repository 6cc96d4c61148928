using System.Globalization;

namespace RaxBackup;

/// <summary>Memory and space provisioned for a database instance (usage/dbaas, versions 1 to 3).</summary>
public class DatabaseUsage : UsageProduct
{
    /// <summary>Megabytes of memory provisioned.</summary>
    public long Memory { get; set; }
    /// <summary>Gigabytes of storage provisioned; optional from version 2 on.</summary>
    public long? Storage { get; set; }
    /// <summary>Version of the database (from message version 2 on).</summary>
    public string? DbVersion { get; set; }
    /// <summary>Whether the instance is one of a highly available group (message version 3; false where it is not told).</summary>
    public bool IsHAInstance { get; set; }
    /// <summary>What was used, short: <c>MYSQL 512 MB, 64 GB</c>.</summary>
    public override string ToString() => string.Format(
        CultureInfo.InvariantCulture, Storage is null ? "{0} {1} MB" : "{0} {1} MB, {2} GB", ResourceType ?? "Database", Memory, Storage);
}
