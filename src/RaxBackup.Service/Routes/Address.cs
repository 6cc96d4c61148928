namespace RaxBackup.Service.Routes;

/// <summary>
/// What an address said besides the operation: the region (the default one where it named none) and the tenant, if any;
/// and all of it, as it was sent.
/// </summary>
internal sealed record Address(string Region, string? TenantId, string SentPath);
