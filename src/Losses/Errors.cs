using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Losses;

/// <summary>How far a value y of a format lies from an x of it: exactly, then rounded once to float64.</summary>
public static class Errors
{
    /// <summary>|y − x|; ∞ when y is infinite, NaN when it is NaN.</summary>
    public static Float64 Absolute<T>(T x, T y)
        where T : struct, IFloat<T> => y.IsFinite ? Float64.Round(Rational.Abs(y.Exact - x.Exact)) : NotFinite(y);

    /// <summary>
    /// |y − x| / |x|; ∞ when y is infinite, NaN when it is NaN. For x = 0 it is 0 when y is 0, else ∞.
    /// </summary>
    public static Float64 Relative<T>(T x, T y)
        where T : struct, IFloat<T>
    {
        if (!y.IsFinite)
        {
            return NotFinite(y);
        }

        var difference = Rational.Abs(y.Exact - x.Exact);
        return x.Exact.Sign != 0 ? Float64.Round(difference / Rational.Abs(x.Exact))
            : difference.Sign == 0 ? new(0) : new(double.PositiveInfinity);
    }

    private static Float64 NotFinite<T>(T y)
        where T : struct, IFloat<T> => new(y.IsInfinite ? double.PositiveInfinity : double.NaN);
}
