using System;
using System.Buffers;
using System.Collections.Generic;
using System.Text.Json;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Routes;

/// <summary>All configurations of an agent together, as JSON, take at most 1 MB: that is as much as an agent reads.</summary>
internal static class AgentDocument
{
    public const int MostBytes = 1 << 20;

    public static void Check(IReadOnlyList<ConfigurationRow> rows, DateTimeOffset now)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var row in rows)
            {
                ConfigurationJson.Write(json, row, now);
            }

            json.WriteEndArray();
        }

        if (buffer.WrittenCount > MostBytes)
        {
            throw Refusal.Invalid(
                "Inclusions",
                $"With this the configurations of agent {rows[0].MachineAgentId} take {SizeText.Of(buffer.WrittenCount)} together; "
                + "they may take 1 MB.");
        }
    }
}
