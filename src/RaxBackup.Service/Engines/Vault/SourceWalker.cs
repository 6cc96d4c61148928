using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Enumeration;
using System.Linq;
using System.Text;
using System.Threading;

namespace RaxBackup.Service.Engines.Vault;

/// <summary>A thing found while walking.</summary>
internal readonly record struct SourceEntry(string Path, FileFacts Facts, bool IsAncestor = false);

/// <summary>
/// Walks what a backup takes in <see cref="PathOrder"/>, holding only the names of the folders on the way down. Never follows a
/// link below an included path, leaves out the vault and the keys (wherever they are mounted) and sockets, pipes and devices: they
/// hold no data.
/// </summary>
internal sealed class SourceWalker(BackupScope scope, ErrorList errors, OwnFolders own)
{
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    private readonly HashSet<string> _pseudo = PseudoFileSystems.MountPoints();

    public IEnumerable<SourceEntry> Walk(CancellationToken stop)
    {
        var above = new HashSet<string>();
        foreach (var root in scope.Roots)
        {
            if (scope.Excluded.Covers(root.Path) || IsInsideOwn(root.Path))
            {
                continue;
            }
            foreach (var folder in PathOrder.Above(root.Path))
            {
                if (above.Add(folder) && FileFacts.OrNull(folder, follow: true) is { Kind: FileKind.Folder } facts)
                {
                    yield return new(folder, facts, IsAncestor: true);
                }
            }
            foreach (var entry in Below(root, stop))
            {
                yield return entry;
            }
        }
    }

    private IEnumerable<SourceEntry> Below(ScopeRoot root, CancellationToken stop)
    {
        if (!IsTaken(root.Facts, root.Path))
        {
            yield break;
        }
        yield return new(root.Path, root.Facts);
        var open = new Stack<(string Folder, List<string> Names, int Next)>();
        Descend(root.Path, root.Facts, open);
        while (open.TryPop(out var level))
        {
            stop.ThrowIfCancellationRequested();
            if (level.Next == level.Names.Count)
            {
                continue;
            }
            open.Push(level with { Next = level.Next + 1 });
            var path = PathOrder.Join(level.Folder, level.Names[level.Next]);
            if (!scope.Excluded.Names(path) && Look(path) is { } facts && IsTaken(facts, path))
            {
                yield return new(path, facts);
                Descend(path, facts, open);
            }
        }
    }

    private bool IsTaken(FileFacts facts, string path) =>
        facts.Kind != FileKind.Other && !(facts.Kind == FileKind.Folder && own.Contains(path, facts));

    private bool IsInsideOwn(string root) =>
        PathOrder.Above(root).Any(folder => FileFacts.OrNull(folder, follow: true) is { } facts && own.Contains(folder, facts));

    private FileFacts? Look(string path)
    {
        try
        {
            // Windows lets a name be no text at all; a manifest is text.
            _ = OperatingSystem.IsWindows() ? ManifestWriter.Utf8.GetByteCount(path) : 0;
            return FileFacts.Of(path);
        }
        catch (EncoderFallbackException)
        {
            errors.Add(new(path, DiskException.EILSEQ, "The name is not valid Unicode"));
        }
        catch (DiskException failure) when (failure.HResult == DiskException.ENOENT && path.Contains('\uFFFD'))
        {
            errors.Add(new(path, DiskException.EILSEQ, "The name is not valid UTF-8 and cannot be opened by it"));
        }
        catch (Exception failure) when (DiskException.IsDisk(failure))
        {
            errors.Add(DiskException.Error(path, failure));
        }
        return null;
    }

    private void Descend(string path, FileFacts facts, Stack<(string, List<string>, int)> open)
    {
        if (facts.Kind != FileKind.Folder || _pseudo.Contains(path))
        {
            return;
        }
        try
        {
            var names = new List<string>(
                new FileSystemEnumerable<string>(path, (ref FileSystemEntry entry) => entry.FileName.ToString(), Everything));
            names.Sort(StringComparer.Ordinal);
            open.Push((path, names, 0));
        }
        catch (Exception failure) when (DiskException.IsDisk(failure))
        {
            errors.Add(DiskException.Error(path, failure));
        }
    }
}
