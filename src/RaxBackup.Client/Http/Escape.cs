using System;

namespace RaxBackup.Client.Http;

/// <summary>Text made safe for an address.</summary>
internal static class Escape
{
    /// <summary>One segment of a path: no slash, query or dot segment of the caller's gets through.</summary>
    public static string Segment(string text) => Uri.EscapeDataString(text).Replace(".", "%2E");
}
