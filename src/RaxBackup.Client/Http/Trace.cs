using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;

namespace RaxBackup.Client.Http;

/// <summary>What of a request and its answer is told to those who trace: only what stands on the lists.</summary>
internal static class Trace
{
    private static readonly string[] RequestHeaders = ["Accept", "Content-Type"];

    private static readonly string[] AnswerHeaders =
        ["Content-Type", "Retry-After", "X-RaxBackup-Progress"];

    public static void Sent(Call call, HttpRequestMessage request) =>
        call.Debug($"-> {request.Method} {Address(request)}{Listed(RequestHeaders, request.Headers, request.Content?.Headers)}");

    public static void Answered(Call call, HttpResponseMessage response, TimeSpan elapsed)
    {
        var id = Answer.RequestIdOf(response.Headers) is { } requestId ? $", {requestId}" : "";
        call.Debug($"<- {(int)response.StatusCode} {response.ReasonPhrase} ({Milliseconds(elapsed)}{id})"
            + Listed(AnswerHeaders, response.Headers, response.Content?.Headers));
    }

    public static void Silent(Call call, string why, TimeSpan elapsed) => call.Debug($"<- no answer ({Milliseconds(elapsed)}): {why}");

    /// <summary>Without a user name or password in it.</summary>
    private static string Address(HttpRequestMessage request) =>
        request.RequestUri!.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped);

    private static string Milliseconds(TimeSpan elapsed) => string.Format(CultureInfo.InvariantCulture, "{0:0} ms", elapsed.TotalMilliseconds);

    private static string Listed(string[] names, params HttpHeaders?[] headers) => string.Concat(
        from name in names
        from all in headers
        where all != null
        from header in all
        where string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase)
        select $" {name}: {string.Join(", ", header.Value)};");
}
