namespace RaxBackup.Client.Usage;

/// <summary>Which events tell an amount. Summaries repeat what others told; a CREATE or UPDATE tells that something happened.</summary>
internal static class UsageKind
{
    public static bool Measures(UsageEvent usage) => usage.EventType is "USAGE" or "USAGE_SNAPSHOT" or null or "";
}
