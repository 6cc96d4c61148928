using System;

namespace RaxBackup.Client.Http;

/// <summary>Text made safe for an address.</summary>
internal static class Escape
{
    /// <summary>One segment of a path: no slash, query or dot segment of the caller's gets through.</summary>
    /// <remarks>"." and ".." are refused: Uri resolves them even where they are escaped.</remarks>
    public static string Segment(string text) => text.Trim() is "" or "." or ".."
        ? throw Failure.Of(FailureKind.InvalidArgument, nameof(Text.IdentifierInvalid), text)
        : Uri.EscapeDataString(text);
}
