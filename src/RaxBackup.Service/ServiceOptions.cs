using System;
using System.Globalization;
using System.IO;

namespace RaxBackup.Service;

/// <summary>What the command line says.</summary>
internal sealed record ServiceOptions
{
    public const string Usage =
        """
        Usage: dotnet RaxBackup.Service.dll [--port N] [--state FOLDER] [--seed SEED] [--events N]
                                                [--frozen-at TIME] [--detached]

          --port N        TCP port on the loopback address; 0 (the default) takes a free one
          --state FOLDER  where configurations, reports, the API key and the vault are kept;
                          without it all of it goes when the service ends
          --seed SEED     what the service begins with: users, tenants, simulated agents with their configurations, backups and
                          ways to behave, usage events, a clock. A JSON file (docs/seed.md), or the name of a ready-made one:
                          fleet, small. A state folder is seeded once; users are read at each start, and nothing secret is kept
          --events N      N made-up usage events (0 to 50000000) of all messages in the feeds of all regions, spread
                          over the last three days; a state folder gets them once
          --frozen-at TIME  the service's clock stands still at this time (2026-05-31T09:30:00Z) until it is stepped
                          or let go on by _service/clock; a state folder's clock cannot be put back
          --detached      do not end when standard input closes
          --help          this text

        One line of JSON on standard output says where the service listens, or why it cannot start.
        """;

    public int Port { get; init; }

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

    private static DateTimeOffset Time(string option, string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw new ArgumentException($"{option} takes a time such as 2026-05-31T09:30:00Z, not '{text}'.");

    private static int Number(string option, string text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most
            ? number
            : throw new ArgumentException($"{option} takes a number from 0 to {most}, not '{text}'.");
}
