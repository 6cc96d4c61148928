using System;
using RaxBackup.Service.Feeds;

namespace RaxBackup.Service.Simulation;

/// <summary>Chance that comes out the same for the same seed and the same thing.</summary>
internal static class Chance
{
    public static Random Of(int seed, params ReadOnlySpan<long> thing)
    {
        var mixed = (ulong)seed + 0x9E3779B97F4A7C15;
        foreach (var part in thing)
        {
            // One step of SplitMix64 for each part.
            mixed = (mixed + (ulong)part) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            mixed ^= mixed >> 31;
        }

        return new Random((int)(mixed >> 33));
    }

    public static Guid Id(int seed, params ReadOnlySpan<long> thing) => UsageGenerator.NewGuid(Of(seed, thing));

    public static long From(this Random random, Range range) => random.NextInt64(range.Least, range.Most + 1);
}
