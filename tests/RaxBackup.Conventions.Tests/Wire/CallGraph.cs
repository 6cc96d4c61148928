using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace RaxBackup.Conventions.Tests.Wire;

/// <summary>
/// Who uses what in the built assemblies, read from their instructions: methods by "Type::Name/parameters", static fields by
/// "Type::Name" (they use what initializes them), and literals in quotes.
/// </summary>
internal sealed class CallGraph
{
    private readonly Dictionary<string, HashSet<string>> uses = [];

    public CallGraph(params IEnumerable<string> assemblies)
    {
        foreach (var file in assemblies)
        {
            using var assembly = new PEReader(File.OpenRead(file));
            Add(assembly, new MemberNames(assembly.GetMetadataReader()));
        }
    }

    /// <summary>Of all methods that those of these types lead to, the literals of those that use a member of this kind.</summary>
    public IEnumerable<string> LiteralsFrom(IEnumerable<Type> types, Func<string, bool> beside)
    {
        var names = types.Select(type => type.FullName + "::").ToList();
        var reached = uses.Keys.Where(key => names.Any(name => key.StartsWith(name, StringComparison.Ordinal))).ToHashSet();
        for (var next = new Stack<string>(reached); next.TryPop(out var user);)
        {
            foreach (var used in uses.GetValueOrDefault(user) ?? [])
            {
                if (reached.Add(used))
                    next.Push(used);
            }
        }

        return reached.Select(user => uses.GetValueOrDefault(user) ?? []).Where(used => used.Any(beside))
            .SelectMany(used => used.Where(key => key.StartsWith('"'))).Select(literal => literal.Trim('"')).Distinct();
    }

    private void Add(PEReader assembly, MemberNames names)
    {
        foreach (var handle in names.Metadata.MethodDefinitions)
        {
            var method = names.Metadata.GetMethodDefinition(handle);
            if (method.RelativeVirtualAddress == 0)
                continue;
            var (key, type) = (names.Of(handle)!, names.OfType(method.GetDeclaringType()));
            var own = uses[key] = [];
            foreach (var (code, token) in Instruction.Read(assembly.GetMethodBody(method.RelativeVirtualAddress).GetILBytes()!))
            {
                if (token == 0 || Used(code, token, names) is not { } used)
                    continue;
                own.Add(used);
                if (MoveNextOf(used) is { } machine)
                    own.Add(machine);
                // What a static constructor does before it sets a field of its own is that field's initializer.
                if (key == type + "::.cctor/0" && code == OpCodes.Stsfld && used.StartsWith(type + "::", StringComparison.Ordinal))
                {
                    uses[used] = own;
                    own = uses[key] = [];
                }
            }
        }
    }

    private static string? Used(OpCode code, int token, MemberNames names) => code == OpCodes.Ldstr
        ? $"\"{names.Metadata.GetUserString((UserStringHandle)MetadataTokens.Handle(token))}\""
        : names.Of(MetadataTokens.EntityHandle(token));

    // Of an async method or iterator only the class that holds its body is to be seen.
    private static string? MoveNextOf(string used)
    {
        var type = used.Split("::")[0];
        return type.Contains(">d", StringComparison.Ordinal) ? type + "::MoveNext/0" : null;
    }
}
