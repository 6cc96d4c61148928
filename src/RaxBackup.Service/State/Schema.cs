using System.Collections.Generic;

namespace RaxBackup.Service.State;

/// <summary>
/// The tables. Times are milliseconds since 1970 (UTC); ids of every kind come from one counter, so that none is mistaken for another.
/// </summary>
internal static class Schema
{
    /// <summary>What makes a database of each version out of the one before; a new database takes them all.</summary>
    public static readonly IReadOnlyList<string> Steps = [First, AgentOperations, FeedEntries, SimulatedAgents];

    private const string First =
        """
        CREATE TABLE meta (Name TEXT PRIMARY KEY, Value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE counter (Id INTEGER NOT NULL);
        INSERT INTO counter VALUES (100000);

        CREATE TABLE agents (
          MachineAgentId INTEGER PRIMARY KEY, TenantId TEXT NOT NULL, Region TEXT NOT NULL, MachineName TEXT NOT NULL,
          AgentVersion TEXT NOT NULL, Architecture TEXT NOT NULL, Flavor TEXT NOT NULL, IPAddress TEXT NOT NULL,
          OperatingSystem TEXT NOT NULL, OperatingSystemVersion TEXT NOT NULL, HostServerId TEXT NOT NULL UNIQUE,
          IsDisabled INTEGER NOT NULL DEFAULT 0, IsEncrypted INTEGER NOT NULL DEFAULT 0, UseServiceNet INTEGER NOT NULL DEFAULT 0,
          ModulusHex TEXT NOT NULL, ExponentHex TEXT NOT NULL, PrivateKey BLOB NOT NULL);

        CREATE TABLE configurations (
          ConfigurationId INTEGER PRIMARY KEY, ScheduleId INTEGER NOT NULL, MachineAgentId INTEGER NOT NULL REFERENCES agents,
          Name TEXT NOT NULL, IsActive INTEGER NOT NULL, IsDeleted INTEGER NOT NULL DEFAULT 0, VersionRetention INTEGER NOT NULL,
          MissedBackupActionId INTEGER NOT NULL, Frequency INTEGER NOT NULL, Hour INTEGER, Minute INTEGER, Day INTEGER, HourInterval INTEGER,
          TimeZoneId TEXT NOT NULL, NotifyRecipients TEXT NOT NULL, NotifySuccess INTEGER NOT NULL, NotifyFailure INTEGER NOT NULL,
          Prescript TEXT NOT NULL, Postscript TEXT NOT NULL, CreatedTime INTEGER NOT NULL);
        CREATE UNIQUE INDEX configurations_name ON configurations (MachineAgentId, Name) WHERE IsDeleted = 0;
        CREATE TABLE configuration_items (
          FileId INTEGER PRIMARY KEY, ConfigurationId INTEGER NOT NULL REFERENCES configurations, FilePath TEXT NOT NULL,
          IsFolder INTEGER NOT NULL, IsExclusion INTEGER NOT NULL);
        CREATE INDEX configuration_items_parent ON configuration_items (ConfigurationId);

        CREATE TABLE backups (
          BackupId INTEGER PRIMARY KEY, ConfigurationId INTEGER NOT NULL REFERENCES configurations, State INTEGER NOT NULL,
          StateChangeTime INTEGER NOT NULL, RequestedTime INTEGER NOT NULL, StartTime INTEGER, CompletedTime INTEGER,
          FilesSearched INTEGER NOT NULL DEFAULT 0, BytesSearched INTEGER NOT NULL DEFAULT 0, FilesBackedUp INTEGER NOT NULL DEFAULT 0,
          BytesBackedUp INTEGER NOT NULL DEFAULT 0, BytesStored INTEGER NOT NULL DEFAULT 0, NumErrors INTEGER NOT NULL DEFAULT 0,
          Reason TEXT NOT NULL DEFAULT '', Diagnostics TEXT NOT NULL DEFAULT '');
        CREATE INDEX backups_configuration ON backups (ConfigurationId);

        CREATE TABLE restores (
          RestoreId INTEGER PRIMARY KEY, BackupId INTEGER NOT NULL REFERENCES backups, DestinationMachineId INTEGER NOT NULL REFERENCES agents,
          DestinationPath TEXT NOT NULL, OverwriteFiles INTEGER NOT NULL, BackupDataCenter TEXT NOT NULL, State INTEGER NOT NULL,
          StateChangeTime INTEGER NOT NULL, StartTime INTEGER, CompletedTime INTEGER, FilesRestored INTEGER NOT NULL DEFAULT 0,
          BytesRestored INTEGER NOT NULL DEFAULT 0, FilesSkipped INTEGER NOT NULL DEFAULT 0, NumErrors INTEGER NOT NULL DEFAULT 0,
          Reason TEXT NOT NULL DEFAULT '', Diagnostics TEXT NOT NULL DEFAULT '');
        CREATE TABLE restore_items (
          FileId INTEGER PRIMARY KEY, RestoreId INTEGER NOT NULL REFERENCES restores, FilePath TEXT NOT NULL,
          Filter INTEGER NOT NULL, FileItemType INTEGER NOT NULL);
        CREATE INDEX restore_items_parent ON restore_items (RestoreId);

        CREATE TABLE errors (
          Kind INTEGER NOT NULL, JobId INTEGER NOT NULL, ListIndex INTEGER NOT NULL, ErrorType INTEGER NOT NULL, ErrorDesc TEXT NOT NULL,
          ExceptionDesc TEXT NOT NULL, ExceptionDetails TEXT NOT NULL, ExceptionCode INTEGER NOT NULL, Path TEXT NOT NULL,
          PRIMARY KEY (Kind, JobId, ListIndex)) WITHOUT ROWID;

        CREATE TABLE events (
          Sequence INTEGER PRIMARY KEY AUTOINCREMENT, Feed TEXT NOT NULL, Region TEXT NOT NULL, Tid TEXT NOT NULL, EntryId TEXT NOT NULL UNIQUE,
          Updated INTEGER NOT NULL, Categories TEXT NOT NULL, EventXml TEXT NOT NULL);
        CREATE INDEX events_feed ON events (Feed, Region, Tid, Sequence);
        CREATE INDEX events_updated ON events (Feed, Region, Tid, Updated);
        """;

    // A null BackupDataCenter is the agent's own region. What was backed up before there was encryption is not encrypted.
    private const string AgentOperations =
        """
        ALTER TABLE agents ADD COLUMN IsDeleted INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE agents ADD COLUMN LoggingLevelId INTEGER NOT NULL DEFAULT 3;
        ALTER TABLE agents ADD COLUMN BackupDataCenter TEXT;
        ALTER TABLE backups ADD COLUMN IsEncrypted INTEGER NOT NULL DEFAULT 0;
        """;

    // Entries in wire form; their key is 2^40 times the feed's id, and their place in the feed.
    private const string FeedEntries =
        """
        CREATE TABLE feeds (FeedId INTEGER PRIMARY KEY, Feed TEXT NOT NULL, Region TEXT NOT NULL, Tid TEXT NOT NULL, UNIQUE (Feed, Region, Tid));
        CREATE TABLE entries (
          Sequence INTEGER PRIMARY KEY, EntryId BLOB NOT NULL, Updated INTEGER NOT NULL, LinkAt INTEGER NOT NULL, Xml BLOB NOT NULL);
        CREATE INDEX entries_id ON entries (EntryId);
        INSERT INTO feeds (Feed, Region, Tid) SELECT DISTINCT Feed, Region, Tid FROM events;
        INSERT INTO entries
          SELECT (FeedId << 40) + ROW_NUMBER() OVER (PARTITION BY FeedId ORDER BY Sequence), unhex(replace(EntryId, '-', '')), Updated, length(Head),
            CAST(Head || Feed || '/events/' || Tid || '/entries/urn:uuid:' || EntryId || '" rel="self"/><atom:updated>' || Time
              || '</atom:updated><atom:published>' || Time || '</atom:published></atom:entry>' AS BLOB)
          FROM (SELECT *, strftime('%Y-%m-%dT%H:%M:%S', Updated / 1000, 'unixepoch') || printf('.%03dZ', Updated % 1000) AS Time,
            '<atom:entry xmlns:atom="http://www.w3.org/2005/Atom"><atom:id>urn:uuid:' || EntryId || '</atom:id><atom:category term="'
              || replace(trim(Categories, char(10)), char(10), '"/><atom:category term="') || '"/><atom:content type="application/xml">'
              || EventXml || '</atom:content><atom:link href="' AS Head
            FROM events) JOIN feeds USING (Feed, Region, Tid);
        DROP TABLE events;
        """;

    // Agents are looked up by where they belong and jobs by their agent: with thousands of them that must not read all.
    private const string SimulatedAgents =
        """
        CREATE TABLE scripts (ScriptId INTEGER PRIMARY KEY, Text TEXT NOT NULL UNIQUE);
        CREATE TABLE simulated_agents (
          MachineAgentId INTEGER PRIMARY KEY REFERENCES agents, Number INTEGER NOT NULL, Random INTEGER NOT NULL,
          ScriptId INTEGER NOT NULL REFERENCES scripts, Runs INTEGER NOT NULL DEFAULT 0);
        CREATE INDEX configurations_agent ON configurations (MachineAgentId);
        CREATE INDEX agents_scope ON agents (TenantId, Region);
        CREATE INDEX restores_backup ON restores (BackupId);
        CREATE INDEX restores_destination ON restores (DestinationMachineId);
        """;
}
