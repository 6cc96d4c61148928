using System;
using Microsoft.AspNetCore.Http;

namespace RaxBackup.Service.Routes;

/// <summary>The forms that a feed can be had in.</summary>
internal enum FeedForm
{
    /// <summary>None that the caller takes.</summary>
    None,
    Xml,
    Json,
}

/// <summary>Which form a caller takes. Plain application/json is none of the feeds' own.</summary>
internal static class FeedForms
{
    public const string Xml = "application/atom+xml";
    public const string Json = "application/vnd.rackspace.atom+json";

    public static FeedForm Choose(HttpContext http)
    {
        var accept = http.Request.Headers.Accept.ToString();
        if (string.IsNullOrWhiteSpace(accept))
        {
            return FeedForm.Xml;
        }

        foreach (var part in accept.Split(','))
        {
            switch (part.Split(';')[0].Trim().ToLowerInvariant())
            {
                case Xml or "application/xml" or "text/xml" or "application/*" or "*/*":
                    return FeedForm.Xml;
                case Json:
                    return FeedForm.Json;
            }
        }

        return FeedForm.None;
    }
}
