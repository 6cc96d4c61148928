using System;
using System.IO;
using System.Text;

namespace RaxBackup.Client.Usage.Export;

/// <summary>The end of a file that was written by another run, which may have been killed within a line.</summary>
internal static class FileTail
{
    private const int BlockSize = 1 << 18;
    private const char ByteOrderMark = '\uFEFF';
    private const byte LineFeed = (byte)'\n';
    private const byte Quote = (byte)'"';
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Leaves whole lines: ends the last one where it lacks but its end, else cuts it off. Refuses a file of other columns.</summary>
    public static void Mend(FileStream file, ILines lines, string path)
    {
        if (file.Length == 0)
            return;
        var header = lines.Header.TrimEnd('\r', '\n');
        RequireHeader(file, header, path);
        var end = lines.HasQuotedBreaks ? EndOfRows(file) : EndOfLines(file);
        if (end == file.Length)
            return;
        var last = ReadText(file, end);
        var text = last.TrimStart(ByteOrderMark).TrimEnd('\r');
        if (end == 0 && header.Length > 0 ? text == header : lines.IsWhole(text))
        {
            var missing = Utf8.GetBytes(last.EndsWith("\r", StringComparison.Ordinal) ? "\n" : lines.End);
            file.Seek(0, SeekOrigin.End);
            file.Write(missing, 0, missing.Length);
        }
        else
        {
            file.SetLength(end);
        }
    }

    /// <summary>The first line is the header, or the beginning of it where there is nothing else.</summary>
    private static void RequireHeader(FileStream file, string header, string path)
    {
        if (header.Length == 0)
            return;
        file.Position = 0;
        var most = new byte[Math.Min(file.Length, Utf8.GetByteCount(header) + 8)];
        var text = Utf8.GetString(most, 0, Fill(file, most)).TrimStart(ByteOrderMark);
        var end = text.IndexOf('\n');
        var isOurs = end < 0 ? header.StartsWith(text.TrimEnd('\r'), StringComparison.Ordinal) : text.Substring(0, end).TrimEnd('\r') == header;
        if (!isOurs)
            throw Failure.About(path, FailureKind.InvalidArgument, nameof(Text.ColumnsDiffer), path);
    }

    /// <summary>Behind the last line break.</summary>
    private static long EndOfLines(FileStream file)
    {
        var block = new byte[BlockSize];
        for (var start = file.Length; start > 0;)
        {
            var count = (int)Math.Min(start, block.Length);
            start -= count;
            file.Position = start;
            var found = Array.LastIndexOf(block, LineFeed, Fill(file, block, count) - 1);
            if (found >= 0)
                return start + found + 1;
        }
        return 0;
    }

    /// <summary>Behind the last line break that stands in no quotes; only from the file's beginning can it be told which those are.</summary>
    private static long EndOfRows(FileStream file)
    {
        var block = new byte[BlockSize];
        var isQuoted = false;
        long end = 0;
        file.Position = 0;
        for (long start = 0; Fill(file, block) is > 0 and var count; start += count)
        {
            for (var i = 0; i < count; i++)
            {
                if (block[i] == Quote)
                    isQuoted = !isQuoted;
                else if (block[i] == LineFeed && !isQuoted)
                    end = start + i + 1;
            }
        }
        return end;
    }

    private static string ReadText(FileStream file, long start)
    {
        file.Position = start;
        var rest = new byte[file.Length - start];
        return Utf8.GetString(rest, 0, Fill(file, rest));
    }

    private static int Fill(FileStream file, byte[] block) => Fill(file, block, block.Length);

    private static int Fill(FileStream file, byte[] block, int wanted)
    {
        var count = 0;
        while (count < wanted && file.Read(block, count, wanted - count) is > 0 and var read)
            count += read;
        return count;
    }
}
