using System;
using System.Collections.Generic;
using System.Linq;
using Dapper;

namespace RaxBackup.Service.State;

/// <summary>What the service's own page shows, of all tenants.</summary>
internal sealed class OverviewStore(Database database)
{
    /// <summary>Milliseconds.</summary>
    public const long Day = 86_400_000;

    private const string Outcomes =
        """
        b.CompletedTime / 86400000 Day, SUM(b.State = 3) Completed, SUM(b.State = 8) WithErrors, SUM(b.State = 5) Failed,
        SUM(b.State = 11) Missed, SUM(b.State IN (4, 10)) Stopped, SUM(b.BytesStored) BytesIn
        """;

    private const string Kept = $"IIF(c.IsDeleted = 0 AND a.IsDeleted = 0 AND b.State IN {JobStates.Restorable}, b.BytesStored, 0)";

    internal const string UnfinishedSql =
        $"""
        SELECT j.Kind, j.Id, j.State, j.Since, c.Name ConfigurationName, a.MachineAgentId, a.MachineName FROM (
          SELECT 1 Kind, BackupId Id, BackupId, NULL MachineId, State, IFNULL(StartTime, RequestedTime) Since
          FROM backups WHERE State IN {JobStates.Unfinished}
          UNION ALL
          SELECT 2, RestoreId, BackupId, DestinationMachineId, State, IFNULL(StartTime, StateChangeTime)
          FROM restores WHERE State IN {JobStates.Unfinished}
          ORDER BY 2 LIMIT @take) j
        JOIN backups b USING (BackupId) JOIN configurations c USING (ConfigurationId)
        JOIN agents a ON a.MachineAgentId = IFNULL(j.MachineId, c.MachineAgentId) ORDER BY j.Id
        """;

    internal const string CountSql =
        $"""
        SELECT (SELECT COUNT(*) FROM backups WHERE State IN {JobStates.Unfinished})
          + (SELECT COUNT(*) FROM restores WHERE State IN {JobStates.Unfinished})
        """;

    private const string OfAgents = "backups b JOIN configurations c USING (ConfigurationId) JOIN agents a USING (MachineAgentId)";

    /// <summary>Changes with every change of the state.</summary>
    public long Changes() => database.Read(c => c.ExecuteScalar<long>("SELECT total_changes()"));

    /// <summary>Day by day from one on, those on which something ended; and the bytes that were kept before.</summary>
    public (IReadOnlyList<DayRow> Days, long KeptBefore) Days(long firstDay) => database.Read(c =>
    {
        var from = firstDay * Day;
        var days = c.Query<DayRow>(
            $"""
            SELECT Day, SUM(Completed) Completed, SUM(WithErrors) WithErrors, SUM(Failed) Failed, SUM(Missed) Missed, SUM(Stopped) Stopped,
              SUM(BytesIn) BytesIn, SUM(BytesKept) BytesKept, SUM(BytesOut) BytesOut
            FROM (
              SELECT {Outcomes}, SUM({Kept}) BytesKept, 0 BytesOut FROM {OfAgents} WHERE b.CompletedTime >= @from GROUP BY 1
              UNION ALL
              SELECT CompletedTime / 86400000, 0, 0, 0, 0, 0, 0, 0, SUM(BytesRestored) FROM restores WHERE CompletedTime >= @from GROUP BY 1)
            GROUP BY Day ORDER BY Day
            """,
            new { from }).ToList();
        return (days, c.ExecuteScalar<long>($"SELECT IFNULL(SUM({Kept}), 0) FROM {OfAgents} WHERE b.CompletedTime < @from", new { from }));
    });

    /// <summary>All agents' ids, and whether they are disabled.</summary>
    public IReadOnlyList<(long Id, bool IsDisabled)> AgentIds() => database.Read(c =>
        c.Query<(long, bool)>("SELECT MachineAgentId, IsDisabled FROM agents WHERE IsDeleted = 0").ToList());

    /// <summary>Some agents by name, those whose name holds a text; and how many there are in all.</summary>
    public (IReadOnlyList<AgentSummary> Agents, long Total) Agents(string name, int skip, int take) => database.Read(c =>
    {
        const string matching = "FROM agents a WHERE a.IsDeleted = 0 AND instr(lower(a.MachineName), lower(@name)) > 0";
        var agents = c.Query<AgentSummary>(
            $"""
            SELECT a.*, (SELECT COUNT(*) FROM configurations WHERE MachineAgentId = a.MachineAgentId AND IsDeleted = 0) Configurations,
              (SELECT MAX(b.CompletedTime) FROM configurations c JOIN backups b USING (ConfigurationId)
                WHERE c.MachineAgentId = a.MachineAgentId AND b.State IN {JobStates.Restorable}) LastSuccess
            {matching} ORDER BY a.MachineName COLLATE NOCASE, a.MachineAgentId LIMIT @take OFFSET @skip
            """,
            new { name, skip, take }).ToList();
        return (agents, c.ExecuteScalar<long>("SELECT COUNT(*) " + matching, new { name }));
    });

    /// <summary>The days of some agents from one day on.</summary>
    public ILookup<long, DayRow> DaysOf(IEnumerable<long> agents, long firstDay) => database.Read(c => c.Query<DayRow>(
        $"""
        SELECT c.MachineAgentId, {Outcomes} FROM configurations c JOIN backups b USING (ConfigurationId)
        WHERE c.MachineAgentId IN @agents AND b.CompletedTime >= @from GROUP BY c.MachineAgentId, 2 ORDER BY 2
        """,
        new { agents, from = firstDay * Day }).ToLookup(day => day.MachineAgentId));

    /// <summary>The oldest of the jobs that wait or run; and how many there are in all.</summary>
    public (IReadOnlyList<UnfinishedRow> Jobs, long Total) Unfinished(int take) => database.Read(c => (
        (IReadOnlyList<UnfinishedRow>)c.Query<UnfinishedRow>(UnfinishedSql, new { take }).ToList(), c.ExecuteScalar<long>(CountSql)));
}
