using System;
using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using RaxBackup.Service.State;

namespace RaxBackup.Service;

/// <summary>The one line of JSON by which the service tells its parent that it is ready, or why it is not.</summary>
internal static class ReadyLine
{
    public static string Ready(ServiceHost host) => Line(json =>
    {
        json.WriteString("event", "ready");
        json.WriteString("version", ServiceVersion.Text);
        json.WriteString("address", host.Address.AbsoluteUri);
        json.WriteString("identityUri", host.Address.AbsoluteUri + "v2.0/");
        json.WriteString("userName", ServiceHost.UserName);
        json.WriteString("apiKey", host.ApiKey);
        json.WriteString("tenantId", host.TenantId);
        json.WriteStartArray("regions");
        foreach (var region in Regions.All)
        {
            json.WriteStringValue(region);
        }

        json.WriteEndArray();
        json.WriteNumber("processId", Environment.ProcessId);
        json.WriteString("state", host.StateFolder);
    });

    public static string Failed(StartFailure failure) => Line(json =>
    {
        json.WriteString("event", "failed");
        json.WriteString("errorId", failure.ErrorId);
        json.WriteString("message", failure.Message);
    });

    /// <summary>An object as one line.</summary>
    public static string Line(Action<Utf8JsonWriter> write)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }
}
