namespace RaxBackup.Client.Feeds;

/// <summary>The attributes of a core event, by their names on the wire.</summary>
internal static class EventAttributes
{
    public static void Set(UsageEvent entry, string name, string value, EntryFinish finish)
    {
        switch (name)
        {
            case "id": entry.SourceEventId = value.Trim() is { Length: > 0 } id ? id : null; break;
            case "type": entry.EventType = finish.Text(value); break;
            case "region": entry.Region = finish.Text(value); break;
            case "dataCenter": entry.DataCenter = finish.Text(value); break;
            case "tenantId": entry.TenantId = finish.Text(value); break;
            case "resourceId": entry.ResourceId = finish.Text(value); break;
            case "resourceName": entry.ResourceName = finish.Text(value); break;
            case "environment": entry.Environment = finish.Text(value); break;
            case "startTime": entry.StartTime = FeedTime.Read(value); break;
            case "endTime": entry.EndTime = FeedTime.Read(value); break;
            case "eventTime": entry.EventTime = FeedTime.Read(value); break;
        }
    }
}
