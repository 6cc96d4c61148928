using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace RaxBackup.Conventions.Tests.Wire;

/// <summary>Which commands call which operations of the API, as the built module has it.</summary>
internal static class CommandCalls
{
    private static readonly CallGraph Calls = new(Module.Commands.Location, Module.Client.Location);

    // An operation's line makes an Operation, and its name stands beside that.
    private static readonly Regex Line = new(@"^RaxBackup\.Client\.Http\.Operation::(Get|Delete|(Post|Put)(Same|Once)|\.ctor)/");

    private static readonly ILookup<string, string> ByOperation = Module.AllCommands
        .SelectMany(command => Calls.LiteralsFrom(TypesOf(command.Type), Line.IsMatch).Select(literal => (Operation: literal, command.Name)))
        .ToLookup(call => call.Operation, call => call.Name);

    /// <summary>The commands that call an operation, by the client's name of it. A stop is another request to the route of its start.</summary>
    public static IEnumerable<string> Of(string operation) =>
        ByOperation[operation].Concat(operation.StartsWith("Start", StringComparison.Ordinal) ? ByOperation["Stop" + operation[5..]] : [])
            .Distinct().Order(StringComparer.Ordinal);

    // What a base class does is done by the command.
    private static IEnumerable<Type> TypesOf(Type command)
    {
        for (var type = command; type?.Assembly == Module.Commands; type = type.BaseType)
            yield return type;
    }
}
