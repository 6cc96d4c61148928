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

    public FaultRule(int? seed) => _random = seed is { } known ? new Random(known) : new Random();

    public int Id { get; set; }
    public string? Operation { get; init; }
    public string? Method { get; init; }

    /// <summary>The path as it was sent, with * and ?.</summary>
    public string? Path { get; init; }

    public int? StatusCode { get; init; }
    public string? Body { get; init; }
    public string? ContentType { get; init; }
    public string? RetryAfter { get; init; }
    public TimeSpan Delay { get; init; }
    public DropPoint Drop { get; init; }

    /// <summary>The answer breaks off after so many bytes of its body.</summary>
    public int? Truncate { get; init; }

    public int? Count { get; init; }
    public int Skip { get; init; }
    public double Probability { get; init; } = 1;

    /// <summary>How many calls it has struck.</summary>
    public int Struck => _struck;

    public bool Matches(string? operation, string method, string path) =>
        (Operation == null || Operation.Equals(operation, StringComparison.OrdinalIgnoreCase))
        && (Method == null || Method.Equals(method, StringComparison.OrdinalIgnoreCase))
        && (Path == null || FileSystemName.MatchesSimpleExpression(Path, path));

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
