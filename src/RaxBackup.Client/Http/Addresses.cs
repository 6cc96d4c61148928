using System;

namespace RaxBackup.Client.Http;

/// <summary>Which addresses a secret may be sent to, and how paths are put below them.</summary>
internal static class Addresses
{
    /// <summary>The address itself where it is https, or on this machine; else InsecureAddress.</summary>
    public static Uri Safe(Uri address)
    {
        if (address.IsAbsoluteUri && (address.Scheme == "https" || (address.Scheme == "http" && address.IsLoopback))) return address;
        var failure = Failure.Of(FailureKind.InvalidArgument, nameof(Text.InsecureAddress), address);
        failure.Target = address;
        throw failure;
    }

    /// <summary>The address with a slash at its end, so that paths go below it.</summary>
    public static Uri Folder(Uri address) =>
        address.AbsolutePath.EndsWith("/", StringComparison.Ordinal) ? address : new Uri(address.GetLeftPart(UriPartial.Path) + "/");
}
