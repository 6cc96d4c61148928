using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace RaxBackup.Client.Json;

/// <summary>A name of the wire that no property has, or that fills more than one.</summary>
internal sealed record WireException(Type Type, string Name, Func<string, object?> Parse, Action<object, Spelled> Set);

/// <summary>Where models and wire part ways: what the conventions of <see cref="WireContract"/> do not cover.</summary>
internal static class WireExceptions
{
    /// <summary>Properties that no answer holds: they are derived, or come from elsewhere.</summary>
    private static readonly HashSet<string> Derived = new(StringComparer.Ordinal)
    {
        "Region", "PercentComplete", "At", "DayOfWeek", "TimeZone", "BackupVaultBytes", "RestoreReport.RestoreId",
    };

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly WireException[] All =
    [
        For<Agent>("BackupVaultSize", text => WireSize.Parse(text), (agent, size) =>
        {
            agent.BackupVaultSize = size.Text;
            agent.BackupVaultBytes = (long?)size.Value;
        }),
        For<Restore>("RestoreStateId", text => Scalars.Parse(typeof(int?), text), (restore, state) =>
        {
            restore.RestoreStateId = (int?)state.Value;
            restore.State = restore.RestoreStateId is >= 0 and <= 9 ? (JobState)restore.RestoreStateId : JobState.Unknown;
        }),
        For<RestorePoint>("PublicKeyMod", WithoutSpaces, (point, key) => (point.PublicKey ??= new()).ModulusHex = (string?)key.Value),
        For<RestorePoint>("PublicKeyHex", WithoutSpaces, (point, key) => (point.PublicKey ??= new()).ExponentHex = (string?)key.Value),

        // The encoded path wins, whichever comes first: the plain one may have lost characters.
        For<BackupItem>("FilePath", text => text, (item, path) => item.FilePath ??= path.Text),
        For<BackupItem>("FilePathEncoded", Decoded, (item, path) => item.FilePath = (string?)path.Value ?? item.FilePath),
        For<RestoreItem>("FilePath", text => text, (item, path) => item.FilePath ??= path.Text),
        For<RestoreItem>("FilePathEncoded", Decoded, (item, path) => item.FilePath = (string?)path.Value ?? item.FilePath),
    ];

    public static IReadOnlyList<WireException> Of(Type type) => All.Where(special => special.Type == type).ToList();

    public static bool IsDerived(Type type, string property) => Derived.Contains(property) || Derived.Contains($"{type.Name}.{property}");

    /// <summary>Hexadecimal digits: spaces in them are page layout.</summary>
    public static string WithoutSpaces(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private static object? Decoded(string text)
    {
        try
        {
            return text.Trim().Length == 0 ? null : StrictUtf8.GetString(Convert.FromBase64String(text));
        }
        catch (Exception cause) when (cause is FormatException or ArgumentException)
        {
            throw Scalars.Wrong("the Base64 of a path in UTF-8", text);
        }
    }

    private static WireException For<T>(string name, Func<string, object?> parse, Action<T, Spelled> set) =>
        new(typeof(T), name, parse, (target, read) => set((T)target, read));
}
