using System.Collections.Generic;
using RaxBackup.Client;

namespace RaxBackup.Cmdlets;

/// <summary>What is looked over in paths before anything is sent.</summary>
internal static class PathChecks
{
    /// <summary>Every path is a full one.</summary>
    public static void AllAbsolute(IEnumerable<string> paths) => AgentPath.RequireAbsolute(paths);
}
