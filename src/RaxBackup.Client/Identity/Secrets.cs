using System;
using System.Runtime.InteropServices;
using System.Security;

namespace RaxBackup.Client.Identity;

/// <summary>Secrets come out of their wrapping for the moment that a body is written in, and no longer.</summary>
internal static class Secrets
{
    public static string Unwrap(SecureString secret)
    {
        var memory = Marshal.SecureStringToGlobalAllocUnicode(secret);
        try
        {
            return Marshal.PtrToStringUni(memory) ?? "";
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(memory);
        }
    }
}
