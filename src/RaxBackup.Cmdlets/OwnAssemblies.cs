#if NETFRAMEWORK
using System;
using System.IO;
using System.Reflection;

namespace RaxBackup.Cmdlets;

/// <summary>
/// Windows PowerShell has no load contexts and no binding redirects of ours: where one of our own assemblies asks for a version
/// that is not there, our own file answers, if it is at least that version. Nobody else's question is answered.
/// </summary>
internal static class OwnAssemblies
{
    private static readonly string Folder = Path.GetDirectoryName(typeof(OwnAssemblies).Assembly.Location)!;
    private static bool answers;

    /// <summary>Begins to answer; once is enough for a process.</summary>
    public static void Answer()
    {
        if (answers)
            return;
        answers = true;
        AppDomain.CurrentDomain.AssemblyResolve += static (_, question) => Resolve(question);
    }

    private static Assembly? Resolve(ResolveEventArgs question)
    {
        if (!IsOurs(question.RequestingAssembly))
            return null;
        var asked = new AssemblyName(question.Name);
        var file = Path.Combine(Folder, asked.Name + ".dll");
        return File.Exists(file) && AssemblyName.GetAssemblyName(file).Version >= asked.Version ? Assembly.LoadFrom(file) : null;
    }

    private static bool IsOurs(Assembly? requester) =>
        requester is { IsDynamic: false }
        && string.Equals(Path.GetDirectoryName(requester.Location), Folder, StringComparison.OrdinalIgnoreCase);
}
#endif
