using System.Collections.Generic;
using Dapper;

namespace RaxBackup.Service.State;

/// <summary>How a job ended.</summary>
internal sealed record JobEnd(JobState State, string Reason, string Diagnostics)
{
    public IReadOnlyList<ReportError> Errors { get; init; } = [];

    /// <summary>How many errors there were, where the list does not hold them all.</summary>
    public long NumErrors { get; init; }

    /// <summary>BackupFigures or RestoreFigures; null where the job did nothing that can be counted.</summary>
    public object? Figures { get; init; }

    internal DynamicParameters FiguresWith(long id)
    {
        var all = new DynamicParameters(Figures);
        all.Add("Id", id);
        return all;
    }
}

/// <summary>What a backup did.</summary>
internal sealed record BackupFigures(long FilesSearched, long BytesSearched, long FilesBackedUp, long BytesBackedUp, long BytesStored);

/// <summary>What a restore did.</summary>
internal sealed record RestoreFigures(long FilesRestored, long BytesRestored, long FilesSkipped);
