using System.Management.Automation;

namespace RaxBackup.Cmdlets;

/// <summary>What happens when the module comes and goes.</summary>
public sealed class ModuleLifetime : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    /// <inheritdoc />
    public void OnImport()
    {
#if NETFRAMEWORK
        OwnAssemblies.Answer();
#endif
    }

    /// <summary>Closes the runspace's default session.</summary>
    /// <param name="psModuleInfo">The module that goes.</param>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        if (SessionStore.Default is { } session)
            SessionStore.Remove(session);
    }
}
