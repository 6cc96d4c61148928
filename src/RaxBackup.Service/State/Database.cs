using System;
using System.Threading;
using Dapper;
using Microsoft.Data.Sqlite;

namespace RaxBackup.Service.State;

/// <summary>The service's state in SQLite: one connection, one user at a time, every change a transaction.</summary>
internal sealed class Database : IDisposable
{
    private const int DiskFull = 13;

    private readonly Lock _gate = new();
    private readonly SqliteConnection _connection;
    private readonly DiskReserve? _reserve;
    private bool _isWriting;

    private Database(SqliteConnection connection, string file, DiskReserve? reserve) => (_connection, File, _reserve) = (connection, file, reserve);

    /// <summary>Where it lies.</summary>
    public string File { get; }

    /// <summary>Opens the file; a new one gets its tables. What is not kept need not outlive a power cut.</summary>
    public static Database Open(string file, bool isKept = true, DiskReserve? reserve = null)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, ForeignKeys = true }.ToString());
        try
        {
            connection.Open();
            return Prepare(new Database(connection, file, reserve), isKept);
        }
        catch (SqliteException broken)
        {
            connection.Dispose();
            throw new StartFailure(StartFailure.StateDamaged, $"The state database '{file}' cannot be read: {broken.Message}", broken);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static Database Prepare(Database database, bool isKept)
    {
        var (connection, file) = (database._connection, database.File);
        var version = connection.ExecuteScalar<int>("PRAGMA user_version");
        if (version > Schema.Steps.Count)
        {
            throw new StartFailure(StartFailure.StateTooNew, $"The state database '{file}' was written by a newer version (schema {version}).");
        }

        // Every finished job must outlive a power cut, so the log is synced at each commit.
        // Larger pages hold more of the feeds' entries side by side.
        connection.Execute($"PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; PRAGMA synchronous = {(isKept ? "FULL" : "OFF")};");
        Check(connection, file);

        for (var next = version + 1; next <= Schema.Steps.Count; next++)
        {
            database.Write(c => c.Execute($"{Schema.Steps[next - 1]} PRAGMA user_version = {next};"));
        }

        return database;
    }

    public T Read<T>(Func<SqliteConnection, T> query)
    {
        lock (_gate)
        {
            return query(_connection);
        }
    }

    /// <summary>One transaction; a change within a change is part of it. The change may be run a second time, so it must do nothing but change the database.</summary>
    public T Write<T>(Func<SqliteConnection, T> change)
    {
        lock (_gate)
        {
            if (_isWriting)
            {
                return change(_connection);
            }

            try
            {
                return Commit(change);
            }
            catch (SqliteException full) when (full.SqliteErrorCode == DiskFull && _reserve?.Release() == true)
            {
                return Commit(change);
            }
        }
    }

    public void Write(Action<SqliteConnection> change) => Write(connection =>
    {
        change(connection);
        return 0;
    });

    // The feeds can be as large as the disk; reading them through would take minutes.
    private static void Check(SqliteConnection connection, string file)
    {
        foreach (var table in connection.Query<string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'entries'"))
        {
            if (connection.ExecuteScalar<string>($"PRAGMA quick_check('{table}')") is var check && check != "ok")
            {
                throw new StartFailure(StartFailure.StateDamaged, $"The state database '{file}' is damaged: {check}");
            }
        }
    }

    private T Commit<T>(Func<SqliteConnection, T> change)
    {
        using var transaction = _connection.BeginTransaction();
        _isWriting = true;
        try
        {
            var result = change(_connection);
            transaction.Commit();
            return result;
        }
        finally
        {
            _isWriting = false;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _connection.Dispose();
        }
    }
}

/// <summary>Statements that several stores use.</summary>
internal static class DatabaseExtensions
{
    public static long NextId(this SqliteConnection connection) =>
        connection.ExecuteScalar<long>("UPDATE counter SET Id = Id + 1 RETURNING Id");
}
