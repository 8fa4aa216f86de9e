using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Losses;

/// <summary>
/// How far a value y of a format lies from a number x of it: exactly, then rounded once to float64. Where either is
/// infinite it is ∞, where either is NaN it is NaN.
/// </summary>
public static class Errors
{
    /// <summary>|y − x|; ∞ when y is infinite, NaN when it is NaN.</summary>
    public static Float64 Absolute<T>(T x, T y)
        where T : struct, IFloat<T> => !y.IsFinite || !x.IsFinite ? NotFinite(x, y)
            : InFloat64<T>() ? new(Math.Abs(y.ToDouble() - x.ToDouble()))
            : Float64.Round(Rational.Abs(y.Exact - x.Exact));

    /// <summary>
    /// |y − x| / |x|; ∞ when y is infinite, NaN when it is NaN. For x = 0 it is 0 when y is 0, else ∞.
    /// </summary>
    public static Float64 Relative<T>(T x, T y)
        where T : struct, IFloat<T>
    {
        if (!y.IsFinite || !x.IsFinite)
        {
            return NotFinite(x, y);
        }

        if (InFloat64<T>())
        {
            // A difference without error (Knuth's TwoSum finds it) leaves one rounding, that of the quotient.
            var (a, b) = (x.ToDouble(), y.ToDouble());
            var exact = b - a;
            var part = exact - b;
            if (a != 0 && b - (exact - part) - (a + part) == 0)
            {
                return new(Math.Abs(exact) / Math.Abs(a));
            }
        }

        var difference = Rational.Abs(y.Exact - x.Exact);
        return x.Exact.Sign != 0 ? Float64.Round(difference / Rational.Abs(x.Exact))
            : difference.Sign == 0 ? new(0) : new(double.PositiveInfinity);
    }

    /// <summary>Whether each number of a format is one of float64, whose hardware then rounds once.</summary>
    private static bool InFloat64<T>()
        where T : struct, IFloat<T> => T.Parameters is { } format && Float64.Layout.Holds(format);

    private static Float64 NotFinite<T>(T x, T y)
        where T : struct, IFloat<T> =>
        new((x.IsFinite || x.IsInfinite) && (y.IsFinite || y.IsInfinite) ? double.PositiveInfinity : double.NaN);
}
