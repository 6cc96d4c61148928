using System;

namespace RaxBackup.Client.Usage;

/// <summary>What tells the rows of a measurement apart; whatever is not grouped by is left empty.</summary>
internal readonly record struct UsageGroup(Meter Meter, DateTime? Time, string? Resource, string? Region, string? Type);
