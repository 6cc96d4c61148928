using System;
using System.Threading;

namespace RaxBackup.Service.Engines.Vault;

/// <summary>Counts what is done and tells it about every 100 ms or 8 MB. Safe for several threads.</summary>
internal sealed class ProgressMeter(IProgress<JobProgress> progress, TimeProvider time)
{
    private const long EveryBytes = 8 << 20;
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private long _files;
    private long _bytes;
    private long _toldAt = time.GetTimestamp();
    private long _toldBytes;
    private (long Files, long Bytes)? _totals;

    public void Total(long files, long bytes)
    {
        lock (_gate)
        {
            _totals = (files, bytes);
        }
    }

    public void Advance(long bytes) => Count(0, bytes);

    public void FileDone(long bytes = 0) => Count(1, bytes);

    /// <summary>The last word: all that was done, which then is also the total.</summary>
    public void End()
    {
        lock (_gate)
        {
            _totals = (_files, _bytes);
            Tell();
        }
    }

    private void Count(int files, long bytes)
    {
        lock (_gate)
        {
            _files += files;
            _bytes += bytes;
            if (_bytes - _toldBytes >= EveryBytes || time.GetElapsedTime(_toldAt) >= Every)
            {
                Tell();
            }
        }
    }

    // An estimate that turns out too small grows with what is done.
    private void Tell()
    {
        (_toldAt, _toldBytes) = (time.GetTimestamp(), _bytes);
        progress.Report(_totals is { } totals
            ? new(_files, _bytes, Math.Max(totals.Files, _files), Math.Max(totals.Bytes, _bytes))
            : new(_files, _bytes, null, null));
    }
}
