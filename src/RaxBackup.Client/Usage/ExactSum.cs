using System.Numerics;

namespace RaxBackup.Client.Usage;

/// <summary>A sum of products of whole numbers, exact whatever their size.</summary>
internal struct ExactSum
{
    /// <summary>Products below this are added up as decimals, of which the largest holds more than seven of it.</summary>
    private const decimal Small = 10_000_000_000_000_000_000_000_000_000m;

    private const double Safe = 9e27;

    private decimal small;
    private BigInteger large;

    public void Add(decimal amount, long times)
    {
        if ((double)amount * times < Safe)
            small += amount * times;
        else
            large += new BigInteger(amount) * times;
        if (small >= Small)
        {
            large += new BigInteger(small);
            small = 0;
        }
    }

    /// <summary>The sum, divided: whole part and remainder apart, so that no digit of the sum is lost on the way.</summary>
    public readonly decimal Over(decimal divisor)
    {
        var whole = BigInteger.DivRem(large + new BigInteger(small), new BigInteger(divisor), out var remainder);
        return (decimal)whole + (decimal)remainder / divisor;
    }
}
