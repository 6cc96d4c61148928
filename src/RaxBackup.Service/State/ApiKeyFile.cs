using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;

namespace RaxBackup.Service.State;

/// <summary>The API key of the user <c>local</c>: random, made once, kept in a file that its owner alone may read.</summary>
internal static class ApiKeyFile
{
    private const int Digits = 64;

    public static string ReadOrCreate(string file)
    {
        try
        {
            StateFolder.CreateOwnerFile(file, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Digits / 2)));
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            var key = File.ReadAllText(file).Trim();
            return key.Length == Digits && key.All(char.IsAsciiHexDigit)
                ? key
                : throw new StartFailure(
                    StartFailure.StateDamaged, $"The API key file '{file}' does not hold {Digits} hexadecimal digits; delete it to get a new key.");
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            throw new StartFailure(StartFailure.StateNotWritable, $"The API key file '{file}' cannot be read or written: {denied.Message}", denied);
        }
    }
}
