using System;
using System.Globalization;
using System.IO;
using System.Net;
using Microsoft.Extensions.Logging;

namespace RaxBackup.Service;

/// <summary>What the command line says.</summary>
internal sealed record ServiceOptions
{
    public const string Usage =
        """
        Usage: raxbackup-service [--port N] [--state FOLDER] [--seed SEED] [--events N]
                                 [--frozen-at TIME] [--detached]
                                 [--listen ADDRESS] [--certificate FILE [--certificate-password-file FILE]]
                                 [--log-level LEVEL]

          --port N        TCP port; 0 (the default) takes a free one
          --listen ADDRESS  IP address to listen at: 127.0.0.1 (the default), or another of this machine, 0.0.0.0 or :: for all;
                          off the loopback only with a certificate
          --certificate FILE  listen by HTTPS with this certificate and key: PKCS #12, or PEM with both in one file. Requests
                          must be sent to a name that it holds (subject alternative name), or to the loopback
          --certificate-password-file FILE  a file that holds the certificate's password
          --state FOLDER  where configurations, reports, the API key and the vault are kept;
                          without it all of it goes when the service ends
          --seed SEED     what the service begins with: users, tenants, simulated agents with their configurations, backups and
                          ways to behave, usage events, a clock. A JSON file (docs/seed.md), or the name of a ready-made one:
                          fleet, small. A state folder is seeded once; users are read at each start, and nothing secret is kept
          --events N      N made-up usage events (0 to 50000000) of all messages in the feeds of all regions, spread
                          over the last three days; a state folder gets them once
          --frozen-at TIME  the service's clock stands still at this time (2026-05-31T09:30:00Z) until it is stepped
                          or let go on by _service/clock; a state folder's clock cannot be put back
          --log-level LEVEL  what is logged on standard error, a JSON object a line: trace, debug, information (also each request),
                          warning (the default), error, critical or none. What agents log is set by agent/logging
          --detached      do not end when standard input closes
          --help          this text

        One line of JSON on standard output says where the service listens, or why it cannot start.
        """;

    public int Port { get; init; }

    /// <summary>Where it listens.</summary>
    public IPAddress Listen { get; init; } = IPAddress.Loopback;

    public string? CertificateFile { get; init; }

    public string? CertificatePasswordFile { get; init; }

    public LogLevel LogLevel { get; init; } = LogLevel.Warning;

    public string? StateFolder { get; init; }

    /// <summary>A seed's file, or the name of a ready-made one.</summary>
    public string? Seed { get; init; }

    /// <summary>How many usage events the feeds hold from the start.</summary>
    public int Events { get; init; }

    /// <summary>At which time the clock stands still; null where it goes.</summary>
    public DateTimeOffset? FrozenAt { get; init; }

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
                "--port" => options with { Port = Number("--port", Value(arguments, ref i), ushort.MaxValue) },
                "--state" => options with { StateFolder = Path.GetFullPath(Value(arguments, ref i)) },
                "--seed" => options with { Seed = Value(arguments, ref i) },
                "--events" => options with { Events = Number("--events", Value(arguments, ref i), Feeds.GeneratorOrder.Most) },
                "--frozen-at" => options with { FrozenAt = Time("--frozen-at", Value(arguments, ref i)) },
                "--listen" => options with { Listen = Address("--listen", Value(arguments, ref i)) },
                "--certificate" => options with { CertificateFile = Path.GetFullPath(Value(arguments, ref i)) },
                "--certificate-password-file" => options with { CertificatePasswordFile = Path.GetFullPath(Value(arguments, ref i)) },
                "--log-level" => options with { LogLevel = Level("--log-level", Value(arguments, ref i)) },
                "--detached" => options with { Detached = true },
                "--help" or "-h" => options with { Help = true },
                var unknown => throw new ArgumentException($"Unknown option '{unknown}'."),
            };
        }

        if (options.CertificateFile == null && !IPAddress.IsLoopback(options.Listen))
        {
            throw new ArgumentException($"--listen {options.Listen} is not the loopback address: there the service needs a --certificate.");
        }

        return options.CertificateFile == null && options.CertificatePasswordFile != null
            ? throw new ArgumentException("--certificate-password-file needs a --certificate.")
            : options;
    }

    private static string Value(ReadOnlySpan<string> arguments, ref int at) =>
        at + 1 < arguments.Length && arguments[at + 1].Length > 0 && !arguments[at + 1].StartsWith("--", StringComparison.Ordinal)
            ? arguments[++at]
            : throw new ArgumentException($"Option '{arguments[at]}' needs a value.");

    private static IPAddress Address(string option, string text) => text == "localhost" ? IPAddress.Loopback
        : IPAddress.TryParse(text, out var address) ? address
        : throw new ArgumentException($"{option} takes an IP address such as 0.0.0.0, not '{text}'.");

    private static LogLevel Level(string option, string text) => Enum.TryParse<LogLevel>(text, ignoreCase: true, out var level) && !char.IsAsciiDigit(text[0])
        ? level
        : throw new ArgumentException($"{option} takes one of {string.Join(", ", Enum.GetNames<LogLevel>()).ToLowerInvariant()}, not '{text}'.");

    private static DateTimeOffset Time(string option, string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
        && time >= ServiceClock.Earliest && time < ServiceClock.End
            ? time
            : throw new ArgumentException($"{option} takes a time from 1970 to 8999 such as 2026-05-31T09:30:00Z, not '{text}'.");

    private static int Number(string option, string text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most
            ? number
            : throw new ArgumentException($"{option} takes a number from 0 to {most}, not '{text}'.");
}
