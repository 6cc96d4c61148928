namespace RaxBackup.Service.State;

/// <summary>One row of a report's ErrorList.</summary>
internal sealed class ReportError
{
    /// <summary>The only kind that the reference shows: the agent had a problem with something.</summary>
    public const int AgentProblem = 101;

    public long ListIndex { get; init; }
    public int ErrorType { get; init; } = AgentProblem;
    public string ErrorDesc { get; init; } = "The agent experienced a problem.";
    public string ExceptionDesc { get; init; } = "";
    public string ExceptionDetails { get; init; } = "";
    public long ExceptionCode { get; init; }
    public string Path { get; init; } = "";
}
