using System;
using System.Collections.Generic;
using System.Reflection;
using Newtonsoft.Json;
using Newtonsoft.Json.Serialization;

namespace RaxBackup.Client.Json;

/// <summary>How drafts are written: a field without a value is left out, but for those that the API wants to see as null.</summary>
internal sealed class DraftContract : DefaultContractResolver
{
    private static readonly HashSet<string> WrittenAsNull = new(StringComparer.Ordinal)
    {
        "StartTimeHour", "StartTimeMinute", "StartTimeAmPm", "DayOfWeekId", "HourInterval", "NotifyRecipients",
    };

    protected override JsonProperty CreateProperty(MemberInfo member, MemberSerialization memberSerialization)
    {
        var property = base.CreateProperty(member, memberSerialization);
        property.NullValueHandling = WrittenAsNull.Contains(property.PropertyName!) ? NullValueHandling.Include : NullValueHandling.Ignore;
        return property;
    }
}
