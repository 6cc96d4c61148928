using System.Collections.Generic;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Routes;

/// <summary>
/// The table of all operations. Paths are as they are after <see cref="AddressRewriting"/>: without region, tenant and <c>.json</c>.
/// Roles as Rackspace documents them: observers read, creators write, and only admins do what cannot be undone.
/// An id that is not there is 404, also where the reference's table for the operation lacks that code.
/// </summary>
internal static class Operations
{
    public static readonly Operation Login = new("LogIn", "POST", "/v2.0/tokens", Role.Observer, Credentials.None);
    public static readonly Operation RevokeOwnToken = new("RevokeToken", "DELETE", "/v2.0/tokens", Role.Observer);
    public static readonly Operation RevokeToken = new("RevokeTokenById", "DELETE", "/v2.0/tokens/{id}", Role.Observer);
    public static readonly Operation ValidateToken = new("ValidateToken", "GET", "/v2.0/tokens/{id}", Role.Observer);

    public static readonly Operation GetAgent = new("GetAgent", "GET", "/v1.0/agent/{id}", Role.Observer);
    public static readonly Operation GetAgentByHostServer = new("GetAgentByHostServer", "GET", "/v1.0/agent/server/{hostServerId}", Role.Observer);
    public static readonly Operation ListAgents = new("ListAgents", "GET", "/v1.0/user/agents", Role.Observer);
    public static readonly Operation EnableAgent = new("EnableAgent", "POST", "/v1.0/agent/enable", Role.Creator);
    public static readonly Operation UpdateAgent = new("UpdateAgent", "POST", "/v1.0/agent/{id}", Role.Creator);
    public static readonly Operation SetLogLevel = new("SetLogLevel", "PUT", "/v1.0/agent/logging", Role.Creator);
    public static readonly Operation DeleteAgent = new("DeleteAgent", "POST", "/v1.0/agent/delete", Role.Admin);
    public static readonly Operation EnableEncryption = new("EnableEncryption", "POST", "/v1.0/agent/encrypt", Role.Creator);
    public static readonly Operation ChangeEncryption = new("ChangeEncryption", "POST", "/v1.0/agent/changeencryption", Role.Admin);
    public static readonly Operation MigrateVault = new("MigrateVault", "PUT", "/v1.0/agent/migratevault", Role.Admin);
    public static readonly Operation WakeAgents = new("WakeAgents", "POST", "/v1.0/user/wakeupagents", Role.Creator);

    public static readonly Operation CreateConfiguration = new("CreateConfiguration", "POST", "/v1.0/backup-configuration", Role.Creator);
    public static readonly Operation ListConfigurations = new("ListConfigurations", "GET", "/v1.0/backup-configuration", Role.Observer);
    public static readonly Operation GetConfiguration = new("GetConfiguration", "GET", "/v1.0/backup-configuration/{id}", Role.Observer);
    public static readonly Operation ListAgentConfigurations =
        new("ListAgentConfigurations", "GET", "/v1.0/backup-configuration/system/{id}", Role.Observer);
    public static readonly Operation UpdateConfiguration = new("UpdateConfiguration", "PUT", "/v1.0/backup-configuration/{id}", Role.Creator);
    public static readonly Operation EnableConfiguration =
        new("EnableConfiguration", "POST", "/v1.0/backup-configuration/enable/{id}", Role.Creator);
    public static readonly Operation DeleteConfiguration = new("DeleteConfiguration", "DELETE", "/v1.0/backup-configuration/{id}", Role.Admin);

    public static readonly Operation StartBackup = new("StartBackup", "POST", "/v1.0/backup/action-requested", Role.Creator);
    public static readonly Operation GetBackup = new("GetBackup", "GET", "/v1.0/backup/{id}", Role.Observer);
    public static readonly Operation ListCompletedBackups = new("ListCompletedBackups", "GET", "/v1.0/backup/completed/{id}", Role.Observer);
    public static readonly Operation GetBackupReport = new("GetBackupReport", "GET", "/v1.0/backup/report/{id}", Role.Observer);
    public static readonly Operation ListRestorePoints = new("ListRestorePoints", "GET", "/v1.0/backup/availableforrestore", Role.Observer);

    public static readonly Operation CreateRestore = new("CreateRestore", "PUT", "/v1.0/restore", Role.Creator);
    public static readonly Operation UpdateRestore = new("UpdateRestore", "POST", "/v1.0/restore", Role.Creator);
    public static readonly Operation GetRestore = new("GetRestore", "GET", "/v1.0/restore/{id}", Role.Observer);
    public static readonly Operation AddRestoreItem = new("AddRestoreItem", "PUT", "/v1.0/restore/files", Role.Creator);
    public static readonly Operation ListRestoreItems = new("ListRestoreItems", "GET", "/v1.0/restore/files/{id}", Role.Observer);
    // By the id of the file, whatever the reference calls it: it removes that one file.
    public static readonly Operation RemoveRestoreItem = new("RemoveRestoreItem", "DELETE", "/v1.0/restore/files/{id}", Role.Creator);
    public static readonly Operation StartRestore = new("StartRestore", "POST", "/v1.0/restore/action-requested", Role.Creator);
    public static readonly Operation GetRestoreReport = new("GetRestoreReport", "GET", "/v1.0/restore/report/{id}", Role.Observer);

    public static readonly Operation ListActivity = new("ListActivity", "GET", "/v1.0/activity", Role.Observer);
    public static readonly Operation ListAgentActivity = new("ListAgentActivity", "GET", "/v1.0/system/activity/{id}", Role.Observer);

    public static readonly Operation ListUsageEvents = new("ListUsageEvents", "GET", "/{feed}/events/{tid}", Role.Observer, Credentials.TokenOrBasic);
    public static readonly Operation GetUsageEvent =
        new("GetUsageEvent", "GET", "/{feed}/events/{tid}/entries/{id}", Role.Observer, Credentials.TokenOrBasic);

    public static readonly Operation GetHealth = new("GetHealth", "GET", "/_service/health", Role.Observer, Credentials.None);
    public static readonly Operation GetClock = new("GetClock", "GET", "/_service/clock", Role.Admin, Credentials.ApiKey);
    public static readonly Operation SetClock = new("SetClock", "POST", "/_service/clock", Role.Admin, Credentials.ApiKey);
    public static readonly Operation GenerateEvents = new("GenerateEvents", "POST", "/_service/events", Role.Admin, Credentials.ApiKey);
    public static readonly Operation PublishEvents = new("PublishEvents", "POST", "/_service/events/{feed}", Role.Admin, Credentials.ApiKey);
    public static readonly Operation AddFault = new("AddFault", "POST", "/_service/faults", Role.Admin, Credentials.ApiKey);
    public static readonly Operation ListFaults = new("ListFaults", "GET", "/_service/faults", Role.Admin, Credentials.ApiKey);
    public static readonly Operation RemoveFaults = new("RemoveFaults", "DELETE", "/_service/faults", Role.Admin, Credentials.ApiKey);
    public static readonly Operation RemoveFault = new("RemoveFault", "DELETE", "/_service/faults/{id}", Role.Admin, Credentials.ApiKey);

    public static readonly Operation Reset = new("ResetService", "POST", "/_service/reset", Role.Admin, Credentials.ApiKey);

    public static readonly Operation ListRequests = new("ListRequests", "GET", "/_service/requests", Role.Admin, Credentials.ApiKey);
    public static readonly Operation ClearRequests = new("ClearRequests", "DELETE", "/_service/requests", Role.Admin, Credentials.ApiKey);

    public static readonly IReadOnlyList<Operation> All =
    [
        Login, RevokeOwnToken, RevokeToken, ValidateToken,
        GetAgent, GetAgentByHostServer, ListAgents, WakeAgents, EnableAgent, UpdateAgent, SetLogLevel, DeleteAgent,
        EnableEncryption, ChangeEncryption, MigrateVault,
        CreateConfiguration, ListConfigurations, GetConfiguration, ListAgentConfigurations, UpdateConfiguration, EnableConfiguration,
        DeleteConfiguration,
        StartBackup, GetBackup, ListCompletedBackups, GetBackupReport, ListRestorePoints,
        CreateRestore, UpdateRestore, GetRestore, AddRestoreItem, ListRestoreItems, RemoveRestoreItem, StartRestore, GetRestoreReport,
        ListActivity, ListAgentActivity, ListUsageEvents, GetUsageEvent,
        GetHealth, Reset, GetClock, SetClock, GenerateEvents, PublishEvents, AddFault, ListFaults, RemoveFaults, RemoveFault, ListRequests, ClearRequests,
    ];
}
