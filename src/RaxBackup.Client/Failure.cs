using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;

namespace RaxBackup.Client;

/// <summary>Makes the one exception from an error id and the arguments of its words in <see cref="Text"/>.</summary>
internal static class Failure
{
    private static readonly Dictionary<string, string> Formats = typeof(Text)
        .GetFields(BindingFlags.Static | BindingFlags.Public)
        .ToDictionary(field => field.Name, field => (string)field.GetRawConstantValue()!, StringComparer.Ordinal);

    public static RaxBackupException Of(FailureKind kind, string errorId, params object?[] arguments) => Of(kind, errorId, null, arguments);

    public static RaxBackupException Of(FailureKind kind, string errorId, Exception? cause, params object?[] arguments) =>
        new(kind, errorId, string.Format(CultureInfo.InvariantCulture, Formats[errorId], arguments), cause);
}
