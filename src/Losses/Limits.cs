using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Losses;

/// <summary>Where sigmoid and cross-entropy break in a format: raw outputs x, to the last bit; null where there is no such x.</summary>
/// <remarks>
/// Rounding does not decrease, in decimal not either where the scale changes: above the last number of a scale the next one begins with
/// the same value. So each operation is monotone in an argument in which the exact one is: with growing x, e^−x and 1 + e^−x do not grow,
/// σ = 1/(1 + e^−x) does not fall, nor does σ/(1 − σ), whose numerator does not fall and whose denominator does not grow, nor its
/// logarithm; the naive losses likewise. Bisection finds where one of them reaches a value.
/// A format without infinity (decimal) has no number for σ at the far left, a token instead. The round trip's token is infinite as its
/// neighbours are; what speaks of σ's values, or of a loss on the right, is looked for among the x whose σ is a number.
/// </remarks>
public static class Limits
{
    // Beyond 2^15 σ is 0, 1 or a token in every format.
    private const int Farthest = 1 << QuickElementary.ExpMagnitudeLimit;

    /// <summary>The distance from 1 to the next larger number: 2^(1 − precision), 1e-28 in decimal.</summary>
    public static T MachineEpsilon<T>()
        where T : struct, IFloat<T> => Thresholds.First(T.One, T.One + T.One, x => x > T.One)!.Value - T.One;

    /// <summary>The smallest x ≥ 1 whose round trip is off by 1 % or more.</summary>
    public static T? OnePercentFrom<T>()
        where T : struct, IFloat<T> => Thresholds.OnePercentFrom(T.One, Far<T>());

    /// <summary>The largest x ≤ −1 whose round trip is off by 1 % or more.</summary>
    public static T? OnePercentUpto<T>()
        where T : struct, IFloat<T> => Thresholds.OnePercentUpto(-Far<T>(), -T.One);

    /// <summary>The largest x in (0, 1) whose round trip is off by 1 % or more.</summary>
    public static T? SmallErrorUpto<T>()
        where T : struct, IFloat<T> => Thresholds.OnePercentUpto(FirstLostHalving(T.One), BelowOne<T>());

    /// <summary>The smallest x in (−1, 0) whose round trip is off by 1 % or more.</summary>
    public static T? SmallErrorFrom<T>()
        where T : struct, IFloat<T> => Thresholds.OnePercentFrom(-BelowOne<T>(), FirstLostHalving(-T.One));

    /// <summary>The largest x whose round trip is finite.</summary>
    public static T? RoundTripFiniteUpto<T>()
        where T : struct, IFloat<T> => Thresholds.Last(T.Zero, Far<T>(), x => RoundTrip.Of(x).IsFinite);

    /// <summary>The smallest x &gt; 0 whose round trip is infinite.</summary>
    public static T? RoundTripInfiniteFrom<T>()
        where T : struct, IFloat<T> => Thresholds.First(T.Zero, Far<T>(), x => RoundTrip.Of(x).IsInfinite);

    /// <summary>The smallest x whose round trip is finite.</summary>
    public static T? RoundTripNegativeFiniteFrom<T>()
        where T : struct, IFloat<T> => Thresholds.First(-Far<T>(), T.Zero, x => RoundTrip.Of(x).IsFinite);

    /// <summary>The largest x &lt; 0 whose round trip is infinite.</summary>
    public static T? RoundTripNegativeInfiniteUpto<T>()
        where T : struct, IFloat<T> => Thresholds.Last(-Far<T>(), T.Zero, x => RoundTrip.Of(x).IsInfinite);

    /// <summary>The smallest x with σ(x) = 1.</summary>
    public static T? SigmoidOneFrom<T>()
        where T : struct, IFloat<T> => First<T>(x => Sigmoid.Of(x).Equals(T.One));

    /// <summary>The largest x with σ(x) = 0.</summary>
    public static T? SigmoidZeroUpto<T>()
        where T : struct, IFloat<T> => Last<T>(x => Sigmoid.Of(x).IsZero);

    /// <summary>The smallest x whose σ, computed in T, is 1 once it is stored: rounding is monotone like every operation.</summary>
    public static T? StoredOneFrom<T, TStored>()
        where T : struct, IFloat<T>
        where TStored : struct, IFloat<TStored> => First<T>(x => Sigmoid.Stored<T, TStored>(x).Equals(TStored.One));

    /// <summary>The largest x whose σ, computed in T, is 0 once it is stored.</summary>
    public static T? StoredZeroUpto<T, TStored>()
        where T : struct, IFloat<T>
        where TStored : struct, IFloat<TStored> => Last<T>(x => Sigmoid.Stored<T, TStored>(x).IsZero);

    /// <summary>The smallest x with σ(x) ≥ 1 − ε, from which on the clip holds it there.</summary>
    public static T? ClipHighFrom<T>()
        where T : struct, IFloat<T> => First<T>(x => !(Sigmoid.Of(x) < BinaryCrossEntropy.OneMinusEpsilon<T>()));

    /// <summary>The largest x with σ(x) ≤ ε, up to which the clip holds it there.</summary>
    public static T? ClipLowUpto<T>()
        where T : struct, IFloat<T> => Last<T>(x => !(Sigmoid.Of(x) > BinaryCrossEntropy.Epsilon<T>()));

    /// <summary>The smallest x whose naive loss is 0 for label 1.</summary>
    public static T? NaiveLabel1ZeroFrom<T>()
        where T : struct, IFloat<T> => First<T>(x => BinaryCrossEntropy.Naive(x, label: true).IsZero);

    /// <summary>The largest x whose naive loss is infinite for label 1.</summary>
    public static T? NaiveLabel1InfiniteUpto<T>()
        where T : struct, IFloat<T> => Last<T>(x => BinaryCrossEntropy.Naive(x, label: true).IsInfinite);

    /// <summary>The largest x whose naive loss is 0 for label 0.</summary>
    public static T? NaiveLabel0ZeroUpto<T>()
        where T : struct, IFloat<T> => Last<T>(x => BinaryCrossEntropy.Naive(x, label: false).IsZero);

    /// <summary>The smallest x whose naive loss is infinite for label 0.</summary>
    public static T? NaiveLabel0InfiniteFrom<T>()
        where T : struct, IFloat<T> => First<T>(x => BinaryCrossEntropy.Naive(x, label: false).IsInfinite);

    /// <summary>The first of x, x/2, x/4, … of which the round trip leaves nothing, y = 0: σ is ½ before x runs out of digits.</summary>
    public static T FirstLostHalving<T>(T x)
        where T : struct, IFloat<T> => RoundTrip.Of(x).IsZero ? x : FirstLostHalving(x / (T.One + T.One));

    private static T Far<T>()
        where T : struct, IFloat<T> => T.Round((Rational)Farthest);

    private static T? First<T>(Func<T, bool> holds)
        where T : struct, IFloat<T> => Thresholds.First(SigmoidFrom<T>(), Far<T>(), holds);

    private static T? Last<T>(Func<T, bool> holds)
        where T : struct, IFloat<T> => Thresholds.Last(SigmoidFrom<T>(), Far<T>(), holds);

    /// <summary>The smallest x for which σ(x) is a number.</summary>
    private static T SigmoidFrom<T>()
        where T : struct, IFloat<T> => Thresholds.First(-Far<T>(), T.Zero, x => Sigmoid.Of(x).IsFinite)!.Value;

    /// <summary>The largest number below 1.</summary>
    private static T BelowOne<T>()
        where T : struct, IFloat<T> => Thresholds.Last(T.Zero, T.One, x => x < T.One)!.Value;
}
