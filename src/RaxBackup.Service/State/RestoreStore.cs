using System.Collections.Generic;
using System.Linq;
using Dapper;

namespace RaxBackup.Service.State;

/// <summary>The restores of all tenants. A restore belongs to the region of the agent that it writes to.</summary>
internal sealed class RestoreStore(Database database, ServiceClock clock)
{
    private const string Select =
        """
        SELECT r.*, b.CompletedTime BackupCompletedTime, b.ConfigurationId, c.Name ConfigurationName, c.IsDeleted IsConfigurationDeleted,
          s.MachineAgentId BackupMachineId, s.MachineName BackupMachineName, s.Flavor BackupFlavor, b.IsEncrypted, s.ModulusHex, s.ExponentHex,
          d.MachineName DestinationMachineName, d.IsDisabled IsDestinationDisabled, d.Region
        FROM restores r JOIN backups b USING (BackupId) JOIN configurations c USING (ConfigurationId)
          JOIN agents s USING (MachineAgentId) JOIN agents d ON d.MachineAgentId = r.DestinationMachineId
        WHERE d.TenantId = @TenantId AND d.Region = @Region
        """;

    public RestoreRow Get(Scope scope, long id) =>
        database.Read(c => c.QuerySingleOrDefault<RestoreRow>(Select + " AND r.RestoreId = @id", new { scope.TenantId, scope.Region, id }))
        ?? throw Refusal.NotFound($"There is no restore {id} in {scope.Region}.");

    public IReadOnlyList<RestoreItem> Items(long restoreId) => database.Read(c => c.Query<RestoreItem>(
        "SELECT * FROM restore_items WHERE RestoreId = @restoreId ORDER BY FileId", new { restoreId }).ToList());

    public IReadOnlyList<ReportError> Errors(long id) => database.Read(c => JobErrors.Read(c, JobKey.Restore(id)));

    public long Add(NewRestore made) => database.Write(c =>
    {
        var id = c.NextId();
        c.Execute(
            """
            INSERT INTO restores (RestoreId, BackupId, DestinationMachineId, DestinationPath, OverwriteFiles, BackupDataCenter,
              State, StateChangeTime)
            VALUES (@id, @BackupId, @DestinationMachineId, @DestinationPath, @OverwriteFiles, @BackupDataCenter, 0, @now)
            """,
            new
            {
                id, made.BackupId, made.DestinationMachineId, made.DestinationPath, made.OverwriteFiles, made.BackupDataCenter, now = clock.Now,
            });
        return id;
    });

    /// <summary>Changes a restore; false where it is not being put together any more.</summary>
    public bool Update(long restoreId, NewRestore made) => database.Write(c => c.Execute(
        """
        UPDATE restores SET BackupId = @BackupId, DestinationMachineId = @DestinationMachineId, DestinationPath = @DestinationPath,
          OverwriteFiles = @OverwriteFiles, BackupDataCenter = @BackupDataCenter
        WHERE RestoreId = @restoreId AND State = 0
        """,
        new { restoreId, made.BackupId, made.DestinationMachineId, made.DestinationPath, made.OverwriteFiles, made.BackupDataCenter })) == 1;

    /// <summary>Adds an item; false where the restore is not being put together any more.</summary>
    public bool AddItem(RestoreItem item) => database.Write(c => c.Execute(
        """
        INSERT INTO restore_items (FileId, RestoreId, FilePath, Filter, FileItemType)
        SELECT @fileId, @RestoreId, @FilePath, @Filter, @FileItemType FROM restores WHERE RestoreId = @RestoreId AND State = 0
        """,
        new { fileId = c.NextId(), item.RestoreId, item.FilePath, item.Filter, item.FileItemType })) == 1;

    /// <summary>The restore that an item belongs to.</summary>
    public RestoreRow GetByItem(Scope scope, long fileId) =>
        database.Read(c => c.QuerySingleOrDefault<RestoreRow>(
            Select + " AND r.RestoreId = (SELECT RestoreId FROM restore_items WHERE FileId = @fileId)",
            new { scope.TenantId, scope.Region, fileId }))
        ?? throw Refusal.NotFound($"There is no file {fileId} of a restore in {scope.Region}.");

    /// <summary>Removes an item; false where its restore is not being put together any more.</summary>
    public bool RemoveItem(long fileId) => database.Write(c => c.Execute(
        "DELETE FROM restore_items WHERE FileId = @fileId AND RestoreId IN (SELECT RestoreId FROM restores WHERE State = 0)",
        new { fileId })) == 1;
}
