#if NET
using System;
using System.IO;
using System.Reflection;
using System.Runtime.Loader;

namespace RaxBackup;

/// <summary>
/// Loads the commands and everything they need (client, Newtonsoft.Json, Polly) beside the host, so that their versions and the
/// host's never meet. Only this assembly, with the types that scripts name, lives in the default context.
/// </summary>
public sealed class LoadContext : AssemblyLoadContext
{
    private static readonly Lazy<Assembly> LoadedCmdlets = new(() => new LoadContext().LoadBeside("RaxBackup.Cmdlets"));

    private readonly string folder = Path.GetDirectoryName(typeof(LoadContext).Assembly.Location)!;

    private LoadContext() : base("RaxBackup", isCollectible: false) { }

    /// <summary>The assembly of the commands, loaded once for each process; the module imports it.</summary>
    public static Assembly Cmdlets => LoadedCmdlets.Value;

    /// <inheritdoc />
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (assemblyName.Name == typeof(LoadContext).Assembly.GetName().Name)
            return typeof(LoadContext).Assembly;
        return File.Exists(PathOf(assemblyName.Name!)) ? LoadBeside(assemblyName.Name!) : null;
    }

    private Assembly LoadBeside(string name) => LoadFromAssemblyPath(PathOf(name));

    private string PathOf(string name) => Path.Combine(folder, name + ".dll");
}
#endif
