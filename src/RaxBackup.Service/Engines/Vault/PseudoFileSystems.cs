using System;
using System.Collections.Generic;
using System.IO;
using System.Text.RegularExpressions;

namespace RaxBackup.Service.Engines.Vault;

/// <summary>
/// Folders where the kernel shows itself as files (/proc, /sys, /dev...): backing up "/" stores them as empty folders. Their
/// contents are no data, and some of them never end.
/// </summary>
internal static partial class PseudoFileSystems
{
    private static readonly HashSet<string> Types =
    [
        "proc", "sysfs", "devtmpfs", "devpts", "cgroup", "cgroup2", "securityfs", "debugfs", "tracefs", "configfs", "pstore",
        "bpf", "mqueue", "hugetlbfs", "fusectl", "efivarfs", "binfmt_misc", "autofs", "rpc_pipefs", "nsfs", "selinuxfs",
    ];

    public static HashSet<string> MountPoints()
    {
        var found = new HashSet<string>();
        if (!OperatingSystem.IsLinux())
        {
            return found;
        }
        try
        {
            // 36 35 98:0 /root /mount/point options [optional...] - type source options
            foreach (var line in File.ReadLines("/proc/self/mountinfo"))
            {
                var fields = line.Split(' ');
                var dash = Array.IndexOf(fields, "-");
                if (dash > 4 && dash + 1 < fields.Length && Types.Contains(fields[dash + 1]))
                {
                    found.Add(Octal().Replace(fields[4], code => ((char)Convert.ToInt32(code.Groups[1].Value, 8)).ToString()));
                }
            }
        }
        catch (Exception failure) when (DiskException.IsDisk(failure))
        {
        }
        return found;
    }

    [GeneratedRegex(@"\\([0-7]{3})")]
    private static partial Regex Octal();
}
