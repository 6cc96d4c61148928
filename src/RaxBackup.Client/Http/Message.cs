using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using RaxBackup.Client.Json;

namespace RaxBackup.Client.Http;

/// <summary>Builds what is sent: anew for each attempt, since a message goes out only once.</summary>
internal static class Message
{
    public static HttpRequestMessage Of(Request request, string? token)
    {
        var message = new HttpRequestMessage(request.Operation.Method, request.Address);
        message.Headers.Accept.ParseAdd(request.Accept);
        if (token != null) message.Headers.Add("X-Auth-Token", token);
        foreach (var header in request.Headers) message.Headers.Add(header.Key, header.Value);
        if (request.Operation.Method != HttpMethod.Get && request.Operation.Method != HttpMethod.Head)
            message.Content = Content(request.Operation);
        return message;
    }

    private static ByteArrayContent Content(Operation operation)
    {
        var text = operation.Body switch
        {
            null => "",
            SecretBody secret => secret.Write(),
            RawBody raw => raw.Json,
            { } body when operation.Format == BodyFormat.Form => WireJson.WriteForm(body),
            { } body => WireJson.Write(body),
        };
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        var type = operation.Format == BodyFormat.Form ? "application/x-www-form-urlencoded" : "application/json";
        if (operation.Body != null) content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return content;
    }
}
