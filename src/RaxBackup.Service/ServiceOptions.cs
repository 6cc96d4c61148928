using System;
using System.Globalization;
using System.IO;

namespace RaxBackup.Service;

/// <summary>What the command line says.</summary>
internal sealed record ServiceOptions
{
    public const string Usage =
        """
        Usage: dotnet RaxBackup.Service.dll [--port N] [--state FOLDER] [--detached]

          --port N        TCP port on the loopback address; 0 (the default) takes a free one
          --state FOLDER  where configurations, reports, the API key and the vault are kept;
                          without it all of it goes when the service ends
          --detached      do not end when standard input closes
          --help          this text

        One line of JSON on standard output says where the service listens, or why it cannot start.
        """;

    public int Port { get; init; }

    public string? StateFolder { get; init; }

    public bool Detached { get; init; }

    public bool Help { get; init; }

    /// <summary>Reads the command line; <see cref="ArgumentException"/> says what is wrong with it.</summary>
    public static ServiceOptions Parse(ReadOnlySpan<string> arguments)
    {
        var options = new ServiceOptions();
        for (var i = 0; i < arguments.Length; i++)
        {
            options = arguments[i] switch
            {
                "--port" => options with { Port = PortNumber(Value(arguments, ref i)) },
                "--state" => options with { StateFolder = Path.GetFullPath(Value(arguments, ref i)) },
                "--detached" => options with { Detached = true },
                "--help" or "-h" => options with { Help = true },
                var unknown => throw new ArgumentException($"Unknown option '{unknown}'."),
            };
        }

        return options;
    }

    private static string Value(ReadOnlySpan<string> arguments, ref int at) =>
        at + 1 < arguments.Length && arguments[at + 1].Length > 0 && !arguments[at + 1].StartsWith("--", StringComparison.Ordinal)
            ? arguments[++at]
            : throw new ArgumentException($"Option '{arguments[at]}' needs a value.");

    private static int PortNumber(string text) =>
        ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? port
            : throw new ArgumentException($"--port takes a number from 0 to 65535, not '{text}'.");
}
