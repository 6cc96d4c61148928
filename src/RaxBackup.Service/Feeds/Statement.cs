using System;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace RaxBackup.Service.Feeds;

/// <summary>A prepared statement of which columns are read where SQLite has them, without a copy.</summary>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _statement;

    public Statement(sqlite3 connection, string sql)
    {
        _connection = connection;
        Check(raw.sqlite3_prepare_v2(_connection, sql, out _statement));
    }

    /// <summary>Begins anew with these values.</summary>
    public Statement With(params ReadOnlySpan<long> values)
    {
        _ = raw.sqlite3_reset(_statement);
        for (var i = 0; i < values.Length; i++)
        {
            Check(raw.sqlite3_bind_int64(_statement, i + 1, values[i]));
        }

        return this;
    }

    public Statement With(ReadOnlySpan<byte> first, params ReadOnlySpan<long> further)
    {
        _ = raw.sqlite3_reset(_statement);
        Check(raw.sqlite3_bind_blob(_statement, 1, first));
        for (var i = 0; i < further.Length; i++)
        {
            Check(raw.sqlite3_bind_int64(_statement, i + 2, further[i]));
        }

        return this;
    }

    /// <summary>Goes to the next row; false after the last.</summary>
    public bool Step()
    {
        var result = raw.sqlite3_step(_statement);
        if (result == raw.SQLITE_ROW)
        {
            return true;
        }

        _ = raw.sqlite3_reset(_statement);
        Check(result);
        return false;
    }

    public long Long(int column) => raw.sqlite3_column_int64(_statement, column);

    /// <summary>Bytes of the present row; they are gone with the next step.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(_statement, column);

    /// <summary>Lets go of the row that it stands on.</summary>
    public void Reset() => _ = raw.sqlite3_reset(_statement);

    public void Dispose() => _statement.Dispose();

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK && result != raw.SQLITE_DONE)
        {
            throw new SqliteException(raw.sqlite3_errmsg(_connection).utf8_to_string(), result & 0xFF, result);
        }
    }
}
