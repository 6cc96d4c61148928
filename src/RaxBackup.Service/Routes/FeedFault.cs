using System.Threading.Tasks;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;

namespace RaxBackup.Service.Routes;

/// <summary>Errors as the feeds write them, in the form that the caller asked for.</summary>
internal static class FeedFault
{
    private static readonly XNamespace Abdera = "http://abdera.apache.org";

    public static Task SendAsync(HttpContext http, int status, string message) =>
        FeedForms.Choose(http) == FeedForm.Json
            ? Reply.JsonAsync(http, status, json =>
            {
                json.WriteStartObject();
                json.WriteStartObject("error");
                json.WriteString("@type", Abdera.NamespaceName);
                json.WriteNumber("code", status);
                json.WriteString("message", message);
                json.WriteEndObject();
                json.WriteEndObject();
            }, FeedForms.Json)
            : Reply.TextAsync(
                http, status, "application/xml; charset=utf-8",
                new XElement(Abdera + "error", new XElement(Abdera + "code", status), new XElement(Abdera + "message", message)).ToString());
}
