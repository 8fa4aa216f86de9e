using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Losses;

/// <summary>The round trip y = logit(σ(x)), which is x in exact arithmetic, and its errors.</summary>
public static class RoundTrip
{
    /// <summary>logit(σ(x)).</summary>
    public static T Of<T>(T x)
        where T : struct, IFloat<T> => Logit.Of(Sigmoid.Of(x));

    /// <summary>|y − x| of the two values, exactly, rounded once to float64; ∞ when y is infinite, NaN when it is NaN.</summary>
    public static Float64 AbsoluteError<T>(T x, T y)
        where T : struct, IFloat<T> => y.IsFinite ? Round<Float64>(Rational.Abs(y.Exact - x.Exact)) : NotFinite(y);

    /// <summary>|y − x| / |x| of the two values, exactly, rounded once to float64; ∞ when y is infinite, NaN when it is NaN.</summary>
    /// <remarks>For x = 0 it is 0 when y is 0, else ∞.</remarks>
    public static Float64 RelativeError<T>(T x, T y)
        where T : struct, IFloat<T>
    {
        if (!y.IsFinite)
        {
            return NotFinite(y);
        }

        var difference = Rational.Abs(y.Exact - x.Exact);
        return x.Exact.Sign != 0 ? Round<Float64>(difference / Rational.Abs(x.Exact))
            : difference.Sign == 0 ? new(0) : new(double.PositiveInfinity);
    }

    private static Float64 NotFinite<T>(T y)
        where T : struct, IFloat<T> => new(y.IsInfinite ? double.PositiveInfinity : double.NaN);

    private static T Round<T>(Rational error)
        where T : struct, IFloat<T> => T.Round(error);
}
