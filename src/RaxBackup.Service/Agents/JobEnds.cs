using System;
using System.Collections.Generic;
using System.Linq;
using RaxBackup.Service.Engines;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Agents;

/// <summary>The ends that a job on this machine can come to, in the reports' words.</summary>
internal static class JobEnds
{
    public static readonly JobEnd Stopped = new(JobState.Stopped, "Stopped", "The job was stopped on request.");

    public static readonly JobEnd ServiceStopped =
        new(JobState.Failed, "ServiceStopped", "The service was shut down before the job had ended.");

    public static JobEnd Of(BackupOutcome outcome) => Of(outcome.Errors, "Some files could not be backed up.") with
    {
        Figures = new BackupFigures(
            outcome.FilesSearched, outcome.BytesSearched, outcome.FilesBackedUp, outcome.BytesBackedUp, outcome.BytesStored),
    };

    public static JobEnd Of(RestoreOutcome outcome) => Of(outcome.Errors, "Some files could not be restored.") with
    {
        Figures = new RestoreFigures(outcome.FilesRestored, outcome.BytesRestored, outcome.FilesSkipped),
    };

    /// <summary>The job as a whole could not go on.</summary>
    public static JobEnd Failed(EngineException failed, string path) => Failed(failed.Failure.ToString(), failed, path);

    /// <summary>Something that nobody has thought of.</summary>
    public static JobEnd Failed(Exception fault) => Failed("AgentFault", fault, "");

    private static JobEnd Failed(string reason, Exception fault, string path) => new(JobState.Failed, reason, fault.Message)
    {
        Errors =
        [
            new ReportError
            {
                ExceptionDesc = fault.Message,
                ExceptionDetails = $"{reason}: {fault.Message}",
                // The system's own error number stands in what the engine's exception was made of.
                ExceptionCode = (fault.InnerException ?? fault).HResult,
                Path = path,
            },
        ],
    };

    private static JobEnd Of(IReadOnlyList<JobError> errors, string diagnostics) => errors.Count == 0
        ? new JobEnd(JobState.Completed, "Success", "")
        : new JobEnd(JobState.CompletedWithErrors, "UnableToProcessSomeFiles", diagnostics)
        {
            NumErrors = errors.Count,
            Errors = [.. errors.Take(JobErrors.Most).Select(Row)],
        };

    private static ReportError Row(JobError error) => new()
    {
        ExceptionDesc = error.Message,
        ExceptionDetails = $"Error Code({error.Code}): {error.Path}: {error.Message}",
        ExceptionCode = error.Code,
        Path = error.Path,
    };
}
