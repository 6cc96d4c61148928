using System;
using System.Collections.Generic;
using System.Linq;

namespace RaxBackup.Client;

/// <summary>Mail addresses: a list for people, one text on the wire.</summary>
internal static class Recipients
{
    private static readonly char[] Separators = [',', ';'];

    public static string ToText(IEnumerable<string?>? addresses) =>
        string.Join(",", (addresses ?? []).Where(address => !string.IsNullOrWhiteSpace(address)).Select(address => address!.Trim()));

    public static IReadOnlyList<string> ToList(string? text) =>
        [.. (text ?? "").Split(Separators).Select(address => address.Trim()).Where(address => address.Length > 0)];
}
