using System.Collections.Generic;
using System.Linq;
using Dapper;
using Microsoft.Data.Sqlite;

namespace RaxBackup.Service.State;

/// <summary>The error lists of reports.</summary>
internal static class JobErrors
{
    /// <summary>More rows than this help nobody; the report's NumErrors counts them all.</summary>
    public const int Most = 10_000;

    public static List<ReportError> Read(SqliteConnection c, JobKey job) => c.Query<ReportError>(
        "SELECT * FROM errors WHERE Kind = @Kind AND JobId = @Id ORDER BY ListIndex", new { job.Kind, job.Id }).ToList();

    public static void Write(SqliteConnection c, JobKey job, IEnumerable<ReportError> errors)
    {
        foreach (var (index, error) in errors.Take(Most).Index())
        {
            c.Execute(
                """
                INSERT INTO errors (Kind, JobId, ListIndex, ErrorType, ErrorDesc, ExceptionDesc, ExceptionDetails, ExceptionCode, Path)
                VALUES (@Kind, @Id, @index, @ErrorType, @ErrorDesc, @ExceptionDesc, @ExceptionDetails, @ExceptionCode, @Path)
                """,
                new
                {
                    job.Kind, job.Id, index, error.ErrorType, error.ErrorDesc, error.ExceptionDesc, error.ExceptionDetails,
                    error.ExceptionCode, error.Path,
                });
        }
    }
}
