namespace RaxBackup.Service;

/// <summary>The version of the service, and of its agent.</summary>
internal static class ServiceVersion
{
    public static string Text { get; } = typeof(ServiceVersion).Assembly.GetName().Version!.ToString(3);
}
