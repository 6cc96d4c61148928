using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.Json;

namespace RaxBackup.Service.Seed;

/// <summary>Where a seed comes from: a file, or one of those that are part of the service. A reset goes back to what was read at the start.</summary>
internal sealed class SeedSource
{
    private const string Prefix = "RaxBackup.Service.Seed.Ready.";
    private const string Ending = ".json";

    private readonly string _name;
    private readonly string? _file;
    private byte[]? _content;

    /// <summary>A bare word is the name of a ready-made seed; all else is a file.</summary>
    public SeedSource(string nameOrFile)
    {
        var isName = nameOrFile.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
        (_name, _file) = (nameOrFile, isName ? null : Path.GetFullPath(nameOrFile));
        if (_file == null && !Names.Contains(_name))
        {
            throw Invalid($"There is no ready-made seed '{_name}'; there are {string.Join(", ", Names)}. A file is given with its folder or ending.");
        }
    }

    /// <summary>The ready-made seeds.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(SeedSource).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^Ending.Length]).Order(StringComparer.Ordinal),
    ];

    /// <summary>The seed, for a service that starts now, or whose clock stands still at another time; a <see cref="StartFailure"/> where it cannot be taken.</summary>
    public SeedPlan Read(DateTimeOffset now, DateTimeOffset? frozenAt)
    {
        try
        {
            return SeedReader.Read(_content ??= Content(), Path.GetDirectoryName(_file) ?? "", now, frozenAt);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw Invalid($"The seed '{_name}' cannot be read: {unreadable.Message}", unreadable);
        }
        catch (JsonException malformed)
        {
            // The parser's own message may quote what stands there.
            throw Invalid($"The seed '{_name}' is not JSON at line {malformed.LineNumber + 1}, byte {malformed.BytePositionInLine + 1}.");
        }
        catch (SeedException wrong)
        {
            throw Invalid($"The seed '{_name}' is wrong at {wrong.Message}", wrong);
        }
    }

    private byte[] Content()
    {
        if (_file != null)
        {
            return File.ReadAllBytes(_file);
        }

        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream(Prefix + _name + Ending)!;
        using var content = new MemoryStream();
        resource.CopyTo(content);
        return content.ToArray();
    }

    private static StartFailure Invalid(string message, Exception? inner = null) => new(StartFailure.SeedInvalid, message, inner);
}
