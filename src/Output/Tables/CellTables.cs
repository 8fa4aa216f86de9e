using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Output.Tables;

/// <summary>What two cells are to one another, as values of a format.</summary>
internal static class CellComparison
{
    /// <summary>How far they are apart; null when they are equal.</summary>
    /// <remarks>
    /// Numbers are equal when both texts are nearest to the same value of the format, −0 and 0 being two; beyond the format's range,
    /// when their decimal values are. Everything else is text; of inf, nan and the like the spelling does not matter.
    /// </remarks>
    public static CellDifference? Compare(string before, string after, NumberFormat format)
    {
        if (DecimalParts.TryRead(before, out _) && DecimalParts.TryRead(after, out _))
        {
            return format.Run(new OfNumbers(before, after));
        }

        return Spelling.Of(before) == Spelling.Of(after) ? null : CellDifference.WithoutDistance;
    }

    private sealed class OfNumbers(string before, string after) : IFormatWork<CellDifference?>
    {
        public CellDifference? Run<T>()
            where T : struct, IFloat<T>
        {
            var (x, y) = (T.Parse(before), T.Parse(after));
            if (!x.IsFinite || !y.IsFinite)
            {
                return DecimalText.Canonical(before) == DecimalText.Canonical(after) ? null : CellDifference.WithoutDistance;
            }

            return (x.IsZero && y.IsZero ? x.ToText() == y.ToText() : x.Equals(y)) ? null
                : new(x.Exact, Rational.Abs(y.Exact - x.Exact), UlpDistance.Between(x, y));
        }
    }
}
