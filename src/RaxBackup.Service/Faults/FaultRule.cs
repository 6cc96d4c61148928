using System;
using System.IO.Enumeration;
using System.Threading;

namespace RaxBackup.Service.Faults;

/// <summary>When the connection is dropped: before the operation has acted, or after it has, in place of the answer.</summary>
internal enum DropPoint
{
    Never,
    Before,
    After,
}

/// <summary>
/// One fault: which calls it strikes, and what it does to them. Of the calls that match, the first <see cref="Skip"/> pass; then
/// each is struck with <see cref="Probability"/>, <see cref="Count"/> times in all.
/// </summary>
internal sealed class FaultRule
{
    private readonly Lock _gate = new();
    private readonly Random _random;
    private int _seen;
    private int _struck;

    public FaultRule(int? seed) => (Seed, _random) = (seed, seed is { } known ? new Random(known) : new Random());

    public int Id { get; set; }
    /// <summary>Name of the operation, with * and ?.</summary>
    public string? Operation { get; init; }

    public string? Method { get; init; }

    /// <summary>The path, with * and ?: as it was sent, or without region, tenant and .json.</summary>
    public string? Path { get; init; }

    public int? StatusCode { get; init; }
    public string? Body { get; init; }
    public string? ContentType { get; init; }

    /// <summary>Instead of a body of its own, one of this shape.</summary>
    public BodyKind? BodyKind { get; init; }

    /// <summary>The header as it is sent: seconds, or a date.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>The token of the request ends before the operation looks at it.</summary>
    public bool ExpireToken { get; init; }

    public TimeSpan Delay { get; init; }
    public DropPoint Drop { get; init; }

    /// <summary>The answer breaks off after so many bytes of its body.</summary>
    public int? Truncate { get; init; }

    public int? Count { get; init; }
    public int Skip { get; init; }
    public double Probability { get; init; } = 1;

    /// <summary>Where chance begins, so that it can be repeated.</summary>
    public int? Seed { get; }

    /// <summary>How many calls it has struck.</summary>
    public int Struck => _struck;

    /// <summary>Whether it is about such a call.</summary>
    /// <param name="operation">Name of the operation, if it is one.</param>
    /// <param name="method">Its method.</param>
    /// <param name="paths">The spellings of its path.</param>
    public bool Matches(string? operation, string method, params ReadOnlySpan<string> paths)
    {
        if ((Operation != null && (operation == null || !FileSystemName.MatchesSimpleExpression(Operation, operation)))
            || (Method != null && !Method.Equals(method, StringComparison.OrdinalIgnoreCase)))
        {
            return false;
        }

        foreach (var path in paths)
        {
            if (Path == null || FileSystemName.MatchesSimpleExpression(Path, path))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a matching call is struck; counts it.</summary>
    public bool Strike()
    {
        lock (_gate)
        {
            if (_seen++ < Skip || _struck >= (Count ?? int.MaxValue) || (Probability < 1 && _random.NextDouble() >= Probability))
            {
                return false;
            }

            _struck++;
            return true;
        }
    }
}
