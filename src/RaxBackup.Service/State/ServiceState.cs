using System;
using Microsoft.Data.Sqlite;
using RaxBackup.Service.Feeds;

namespace RaxBackup.Service.State;

/// <summary>All stores of one service over one database.</summary>
internal sealed class ServiceState : IDisposable
{
    private readonly Database _database;
    private readonly DiskReserve? _reserve;

    public ServiceState(StateFolder folder, ServiceClock clock)
    {
        // Of state that is not kept nothing needs to be written down at the last.
        _reserve = folder.IsKept ? folder.Reserve : null;
        KeepReserve();
        _database = Database.Open(folder.DatabaseFile, folder.IsKept, _reserve);
        Clock = clock;
        Meta = new Meta(_database);
        ClockMemory = new ClockMemory(Meta, clock);
        Tokens = new Tokens(clock);
        PasscodeSessions = new PasscodeSessions(clock);
        Agents = new AgentStore(_database);
        Simulated = new SimulatedStore(_database);
        AgentRemoval = new AgentRemoval(_database, clock);
        VaultMigration = new VaultMigration(_database);
        Configurations = new ConfigurationStore(_database);
        Backups = new BackupStore(_database, clock);
        Restores = new RestoreStore(_database, clock);
        Activity = new ActivityStore(_database);
        Feeds = new FeedStore(_database, clock);
        Jobs = new JobStore(_database, Feeds, clock);
    }

    public ServiceClock Clock { get; }
    public ClockMemory ClockMemory { get; }
    public Meta Meta { get; }
    public Users Users { get; } = new();
    public Tokens Tokens { get; }
    public PasscodeSessions PasscodeSessions { get; }
    public AgentStore Agents { get; }
    public SimulatedStore Simulated { get; }
    public AgentRemoval AgentRemoval { get; }
    public VaultMigration VaultMigration { get; }
    public ConfigurationStore Configurations { get; }
    public BackupStore Backups { get; }
    public RestoreStore Restores { get; }
    public ActivityStore Activity { get; }
    public FeedStore Feeds { get; }
    public JobStore Jobs { get; }

    /// <summary>Several changes that hold together: all of them, or none.</summary>
    public T Write<T>(Func<T> changes) => _database.Write(_ => changes());

    /// <summary>A change that no store has.</summary>
    public T Write<T>(Func<SqliteConnection, T> change) => _database.Write(change);

    /// <summary>Empties all stores.</summary>
    public void Wipe() => _database.Wipe();

    /// <summary>Takes the disk reserve (again) if there is room for it.</summary>
    public void KeepReserve() => _reserve?.Take();

    public void Dispose()
    {
        Feeds.Dispose();
        _database.Dispose();
    }
}
