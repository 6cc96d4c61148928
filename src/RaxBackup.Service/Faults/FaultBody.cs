using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using RaxBackup.Service.Routes;

namespace RaxBackup.Service.Faults;

/// <summary>Answers in the shape that a fault asks for.</summary>
internal static class FaultBody
{
    private const string Html = "text/html; charset=utf-8";

    // No text in any of the usual encodings, and always the same.
    private static readonly byte[] Garbage = [.. Enumerable.Range(0, 64).Select(i => (byte)((i * 151) + 0x80))];

    public static Task SendAsync(HttpContext http, BodyKind kind, int status, string message) => kind switch
    {
        BodyKind.Fault => FaultReply.SendAsync(http, status, message),
        BodyKind.PlainFault => NamedAsync(http, "fault", status, message),
        BodyKind.Error => NamedAsync(http, "error", status, message),
        BodyKind.AspNet => Reply.JsonAsync(http, status, json =>
        {
            json.WriteStartObject();
            json.WriteString("Message", "An error has occurred.");
            json.WriteString("ExceptionMessage", message);
            json.WriteString("ExceptionType", "System.InvalidOperationException");
            json.WriteEndObject();
        }),
        BodyKind.JsonString => Reply.JsonAsync(http, status, json => json.WriteStringValue(message)),
        BodyKind.Text => Reply.TextAsync(http, status, "text/plain; charset=utf-8", message),
        BodyKind.Html => Reply.TextAsync(http, status, Html, $"<html><head><title>{message}</title></head><body><h1>{message}</h1></body></html>"),
        BodyKind.Empty => Reply.EmptyAsync(http, status),
        BodyKind.Garbage => Reply.BytesAsync(http, status, "application/json; charset=utf-8", Garbage),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private static Task NamedAsync(HttpContext http, string name, int status, string message) => Reply.JsonAsync(http, status, json =>
    {
        json.WriteStartObject();
        json.WriteStartObject(name);
        json.WriteNumber("code", status);
        json.WriteString("message", message);
        json.WriteEndObject();
        json.WriteEndObject();
    });
}
