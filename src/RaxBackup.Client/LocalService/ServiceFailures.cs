namespace RaxBackup.Client;

/// <summary>Why a local service did not start.</summary>
internal static class ServiceFailures
{
    /// <summary>No dotnet, or none with the framework that the service needs.</summary>
    public static RaxBackupException RuntimeMissing(string why)
    {
        var failure = Failure.Of(FailureKind.LocalService, nameof(Text.DotNetRuntimeMissing), why);
        failure.RecommendedAction = Text.DotNetAdvice;
        return failure;
    }

    /// <summary>The service is not where it belongs.</summary>
    public static RaxBackupException FileMissing(string file)
    {
        var failure = Failure.Of(FailureKind.LocalService, nameof(Text.LocalServiceMissing), file);
        failure.Target = file;
        return failure;
    }

    /// <summary>The service has said itself why not, under a name of its own, such as PortInUse or StateNotWritable.</summary>
    public static RaxBackupException Told(string errorId, string? message, ServiceStart start)
    {
        var failure = Failure.Of(FailureKind.LocalService, nameof(Text.LocalServiceFailed), message ?? errorId);
        failure.ErrorId = errorId;
        failure.Target = errorId == "PortInUse" ? start.Port : start.StatePath;
        return failure;
    }

    /// <summary>The process ended, or wrote something that is no line of ours, before it was ready.</summary>
    public static RaxBackupException Ended(int exitCode, string complaints) => DotNetHost.LacksFramework(exitCode)
        ? RuntimeMissing(complaints)
        : Failure.Of(FailureKind.LocalService, nameof(Text.LocalServiceFailed), $"it ended with exit code {exitCode}. {complaints}");
}
