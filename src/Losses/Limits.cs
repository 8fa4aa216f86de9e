using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Losses;

/// <summary>
/// Where sigmoid and cross-entropy break in a format: raw outputs x, to the last bit; null where there is no such x.
/// </summary>
/// <remarks>
/// Rounding is monotone; in decimal too, where each scale begins with the value that the one before it ends with. So a
/// rounded operation is monotone in each argument in which the exact one is. As x grows, e^−x and 1 + e^−x do not grow.
/// So σ = 1/(1 + e^−x) does not fall; nor does σ/(1 − σ), since its denominator does not grow; nor does its logarithm.
/// The naive losses are monotone for the same reason. Bisection finds where one of them reaches a value. In decimal,
/// which has no infinity, σ at the far left is a token, not a number. The round trip's token counts as infinite. In a
/// binary format without ∞ both are NaN there, and nothing is infinite.
/// Thresholds of σ, and of a loss on the right, are looked for among the x whose σ is a number.
/// </remarks>
public sealed class Limits<T>
    where T : struct, IFloat<T>
{
    // Beyond 2^15 σ is 0, 1 or a token in every format.
    private static readonly T Far = T.Round((Rational)(1 << QuickElementary.ExpMagnitudeLimit)) is { IsFinite: true } far ? far
        : T.Round((Rational)T.Parameters!.Value.Largest);

    private readonly Evaluator<T> sigmoid;
    private readonly Evaluator<T> roundTrip;
    private readonly Evaluator<T> naive;
    private readonly Lazy<T> sigmoidFrom;

    /// <summary>The limits of some formulas.</summary>
    public Limits(ArticleFormulas formulas)
    {
        ArgumentNullException.ThrowIfNull(formulas);
        sigmoid = formulas.Sigmoid(Expression.X).In<T>();
        roundTrip = formulas.RoundTrip.In<T>();
        naive = formulas.Naive.In<T>();
        ClipLow = formulas.Clip(0).In<T>().At(T.Zero);
        ClipHigh = formulas.Clip(1).In<T>().At(T.Zero);
        sigmoidFrom = new(() => Thresholds.First(-Far, T.Zero, x => sigmoid.At(x).IsFinite)!.Value);
    }

    /// <summary>Those of the formulas as written.</summary>
    public static Limits<T> Written { get; } = new(ArticleFormulas.Written);

    /// <summary>The distance from 1 to the next larger number: 2^(1 − precision), 1e-28 in decimal.</summary>
    public static T MachineEpsilon => Thresholds.First(T.One, T.One + T.One, x => x > T.One)!.Value - T.One;

    /// <summary>The largest number below 1.</summary>
    public static T BelowOne => Thresholds.Last(T.Zero, T.One, x => x < T.One)!.Value;

    /// <summary>The smallest ε whose 1 − ε, computed in the format, is below 1: from it on the clip keeps σ from 1.</summary>
    public static T ClipProtectsFrom => Thresholds.First(T.Zero, T.One, epsilon => T.One - epsilon < T.One)!.Value;

    /// <summary>ε, the lower end of the clip.</summary>
    public T ClipLow { get; }

    /// <summary>1 − ε, the upper end of the clip: 1 itself in float16 and bfloat16.</summary>
    public T ClipHigh { get; }

    /// <summary>The smallest x ≥ 1 whose round trip is off by 1 % or more.</summary>
    public T? OnePercentFrom => Thresholds.OnePercentFrom(T.One, Far, RoundTrip);

    /// <summary>The largest x ≤ −1 whose round trip is off by 1 % or more.</summary>
    public T? OnePercentUpto => Thresholds.OnePercentUpto(-Far, -T.One, RoundTrip);

    /// <summary>The largest x in (0, 1) whose round trip is off by 1 % or more.</summary>
    public T? SmallErrorUpto => Thresholds.OnePercentUpto(FirstLostHalving(T.One), BelowOne, RoundTrip);

    /// <summary>The smallest x in (−1, 0) whose round trip is off by 1 % or more.</summary>
    public T? SmallErrorFrom => Thresholds.OnePercentFrom(-BelowOne, FirstLostHalving(-T.One), RoundTrip);

    /// <summary>The largest x whose round trip is finite.</summary>
    public T? RoundTripFiniteUpto => Thresholds.Last(T.Zero, Far, x => RoundTrip(x).IsFinite);

    /// <summary>The smallest x &gt; 0 whose round trip is infinite.</summary>
    public T? RoundTripInfiniteFrom => Thresholds.First(T.Zero, Far, x => RoundTrip(x).IsInfinite);

    /// <summary>The smallest x whose round trip is finite.</summary>
    public T? RoundTripNegativeFiniteFrom => Thresholds.First(-Far, T.Zero, x => RoundTrip(x).IsFinite);

    /// <summary>The largest x &lt; 0 whose round trip is infinite.</summary>
    public T? RoundTripNegativeInfiniteUpto => Thresholds.Last(-Far, T.Zero, x => RoundTrip(x).IsInfinite);

    /// <summary>The smallest x with σ(x) = 1.</summary>
    public T? SigmoidOneFrom => First(x => sigmoid.At(x).Equals(T.One));

    /// <summary>The largest x with σ(x) = 0.</summary>
    public T? SigmoidZeroUpto => Last(x => sigmoid.At(x).IsZero);

    /// <summary>The smallest x with σ(x) ≥ 1 − ε, from which on the clip holds it there.</summary>
    public T? ClipHighFrom => First(x => !(sigmoid.At(x) < ClipHigh));

    /// <summary>The largest x with σ(x) ≤ ε, up to which the clip holds it there.</summary>
    public T? ClipLowUpto => Last(x => !(sigmoid.At(x) > ClipLow));

    /// <summary>The smallest x with σ(x) > 1 − ε, from which on the clip lets no gradient through.</summary>
    public T? NoGradientFrom => First(x => sigmoid.At(x) > ClipHigh);

    /// <summary>The largest x with σ(x) &lt; ε, up to which the clip lets no gradient through.</summary>
    public T? NoGradientUpto => Last(x => sigmoid.At(x) < ClipLow);

    /// <summary>The smallest x whose naive loss is 0 for label 1.</summary>
    public T? NaiveLabel1ZeroFrom => First(x => naive.At(x, T.One).IsZero);

    /// <summary>The largest x whose naive loss is infinite for label 1.</summary>
    public T? NaiveLabel1InfiniteUpto => Last(x => naive.At(x, T.One).IsInfinite);

    /// <summary>The largest x whose naive loss is 0 for label 0.</summary>
    public T? NaiveLabel0ZeroUpto => Last(x => naive.At(x, T.Zero).IsZero);

    /// <summary>The smallest x whose naive loss is infinite for label 0.</summary>
    public T? NaiveLabel0InfiniteFrom => First(x => naive.At(x, T.Zero).IsInfinite);

    /// <summary>
    /// The smallest x whose σ is 1 once it is stored in another format. Storing rounds, and rounding is monotone.
    /// </summary>
    public T? StoredOneFrom(NumberFormat format) => Stored(format) is var stored ? First(x => stored.At(x).Equals(T.One)) : null;

    /// <summary>The largest x whose σ is 0 once it is stored in another format.</summary>
    public T? StoredZeroUpto(NumberFormat format) => Stored(format) is var stored ? Last(x => stored.At(x).IsZero) : null;

    /// <summary>
    /// The first of x, x/2, x/4, … whose round trip is 0. There is one: σ becomes ½ before x runs out of digits.
    /// </summary>
    public T FirstLostHalving(T x) => RoundTrip(x).IsZero ? x : FirstLostHalving(x / (T.One + T.One));

    private static Evaluator<T> Stored(NumberFormat format) => Expression.Store(Sigmoid.Naive.Value(Expression.X), format).In<T>();

    private T RoundTrip(T x) => roundTrip.At(x);

    private T? First(Func<T, bool> holds) => Thresholds.First(sigmoidFrom.Value, Far, holds);

    private T? Last(Func<T, bool> holds) => Thresholds.Last(sigmoidFrom.Value, Far, holds);
}
