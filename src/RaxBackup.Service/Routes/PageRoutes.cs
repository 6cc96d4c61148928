using System;
using System.Collections.Frozen;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RaxBackup.Service.State;

namespace RaxBackup.Service.Routes;

/// <summary>The service's own page and its files, from the assembly. They are the same for all and hold no data: what is shown is asked for with the API key.</summary>
internal static class PageRoutes
{
    private const string Folder = "page/";

    // No script and no style but its own files, no other host, in no frame; and no text of anybody's can become markup.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
        + "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    private static readonly Lazy<FrozenDictionary<string, byte[]>> Files = new(() => Read().ToFrozenDictionary(StringComparer.Ordinal));

    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
    }.ToFrozenDictionary();

    public static void MapPage(this IEndpointRouteBuilder routes)
    {
        routes.Answer(Operations.GetPage, call => SendAsync(call.Http, "page.html"));
        routes.Answer(Operations.GetPageFile, call => SendAsync(call.Http, call.Text("file")));
    }

    private static Task SendAsync(HttpContext http, string file)
    {
        if (!Files.Value.TryGetValue(file, out var bytes))
        {
            throw Refusal.NotFound($"The page has no file '{file}'.");
        }

        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        // Another version of the service may listen there the next time.
        headers.CacheControl = "no-store";
        return Reply.BytesAsync(http, StatusCodes.Status200OK, Types[Path.GetExtension(file)], bytes);
    }

    private static IEnumerable<KeyValuePair<string, byte[]>> Read()
    {
        var assembly = typeof(PageRoutes).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            yield return new(name[Folder.Length..], bytes.ToArray());
        }
    }
}
