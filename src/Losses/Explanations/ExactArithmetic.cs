using Experiments.Numerics.Exact;

namespace Experiments.Losses.Explanations;

/// <summary>Operations on numbers within bounds, each bound rounded outwards at so many bits.</summary>
/// <remarks>
/// 0 has no sign, and a/0 is ∞ with the sign of a. e^a is bounded by 2^(2^20) alone where a is beyond 2^20.
/// </remarks>
internal sealed class ExactArithmetic(int bits)
{
    private const int LargestExponent = 20;

    private static readonly Interval Anything = new(-ExactValue.Far, ExactValue.Far);
    private static readonly Interval Huge = new(Dyadic.PowerOfTwo(1 << LargestExponent), ExactValue.Far);

    private Interval Ln2 => new(new(Elementary.Ln2(bits), -bits), new(Elementary.Ln2(bits) + 2, -bits));

    /// <summary>−a.</summary>
    public static ExactValue Negate(ExactValue a) => a.Bounds is { } x ? -x : a.IsNaN ? a : ExactValue.Infinite(-a.Infinity);

    /// <summary>|a|.</summary>
    public static ExactValue Abs(ExactValue a) => a.Bounds is not { } x ? a.IsNaN ? a : ExactValue.Infinite(1)
        : x.Lower.Sign >= 0 ? a
        : x.Upper.Sign <= 0 ? -x
        : new Interval(Dyadic.Zero, Largest(-x.Lower, x.Upper));

    /// <summary>The largest integer that is not above a.</summary>
    public static ExactValue Floor(ExactValue a) => a.Bounds is not { } x ? a
        : new Interval(Floor(x.Lower), Floor(x.Upper));

    /// <summary>The larger of a and b, with its origin; NaN where either is.</summary>
    public static ExactValue Max(ExactValue a, ExactValue b)
    {
        if (a.IsNaN || b.IsNaN)
        {
            return a.IsNaN ? a : b;
        }

        return Compare(a, b) is { } order ? order > 0 ? a : b
            : new Interval(Largest(a.Bounds!.Value.Lower, b.Bounds!.Value.Lower), Largest(a.Bounds!.Value.Upper, b.Bounds!.Value.Upper));
    }

    /// <summary>The sign of a − b; null where the bounds do not tell. Neither is NaN.</summary>
    public static int? Compare(ExactValue a, ExactValue b)
    {
        if (a.Bounds is not { } x || b.Bounds is not { } y)
        {
            return a.Infinity.CompareTo(b.Infinity);
        }

        return x.Lower > y.Upper ? 1
            : x.Upper < y.Lower ? -1
            : x.Lower == x.Upper && x == y ? 0
            : null;
    }

    /// <summary>a + b.</summary>
    public ExactValue Add(ExactValue a, ExactValue b)
    {
        if (a.Bounds is not { } x || b.Bounds is not { } y)
        {
            return a.IsNaN || b.IsNaN || a.Infinity * b.Infinity < 0 ? ExactValue.NaN : ExactValue.Infinite(a.Infinity + b.Infinity);
        }

        return Outwards(new(Sum(x.Lower, y.Lower), Sum(x.Upper, y.Upper)));

        static Dyadic Sum(Dyadic a, Dyadic b) => IsFar(a) ? a : IsFar(b) ? b : a + b;
    }

    /// <summary>a · b; 0·∞ is NaN.</summary>
    public ExactValue Multiply(ExactValue a, ExactValue b)
    {
        if (a.Bounds is { } x && b.Bounds is { } y)
        {
            return Outwards(Hull(
                [Product(x.Lower, y.Lower), Product(x.Lower, y.Upper), Product(x.Upper, y.Lower), Product(x.Upper, y.Upper)]));
        }

        return a.IsNaN || b.IsNaN || a.IsZero || b.IsZero ? ExactValue.NaN : ExactValue.Infinite(Sign(a) * Sign(b));

        static Dyadic Product(Dyadic a, Dyadic b) => !IsFar(a) && !IsFar(b) ? a * b : SignedFar(a.Sign * b.Sign);
    }

    /// <summary>a / b.</summary>
    public ExactValue Divide(ExactValue a, ExactValue b)
    {
        if (a.IsNaN || b.IsNaN || (a.Infinity != 0 && b.Infinity != 0) || (a.IsZero && b.IsZero))
        {
            return ExactValue.NaN;
        }

        if (b.Infinity != 0 || a.IsZero)
        {
            return (Interval)Dyadic.Zero;
        }

        if (a.Infinity != 0 || b.IsZero)
        {
            return ExactValue.Infinite(Sign(a) * (b.IsZero ? 1 : Sign(b)));
        }

        var (x, y) = (a.Bounds!.Value, b.Bounds!.Value);
        return y.Lower.Sign * y.Upper.Sign <= 0 ? Anything : Hull(
            [
                .. Quotient(x.Lower, y.Lower), .. Quotient(x.Lower, y.Upper),
                .. Quotient(x.Upper, y.Lower), .. Quotient(x.Upper, y.Upper),
            ]);
    }

    /// <summary>e^a.</summary>
    public ExactValue Exp(ExactValue a) => a.Infinity != 0 ? a.Infinity > 0 ? a : (Interval)Dyadic.Zero : Increasing(a, Exp);

    /// <summary>e^a − 1.</summary>
    public ExactValue ExpM1(ExactValue a) => a.Infinity != 0 ? a.Infinity > 0 ? a : (Interval)(-Dyadic.One)
        : Increasing(a, x => IsHuge(x) ? Huge : Elementary.ExpM1(x, bits));

    /// <summary>2^a.</summary>
    public ExactValue Exp2(ExactValue a) =>
        a.Bounds is { Lower: { Sign: not 0, Exponent: >= 0, Magnitude: < LargestExponent } whole } x && whole == x.Upper
            ? (Interval)Dyadic.PowerOfTwo((int)whole.AtExponent(0))
            : a.IsZero ? (Interval)Dyadic.One : Exp(Multiply(a, Ln2));

    /// <summary>log a; −∞ at 0, NaN below.</summary>
    public ExactValue Log(ExactValue a) => Logarithm(a, Dyadic.Zero, x => Elementary.Log(x, bits));

    /// <summary>log(1 + a).</summary>
    public ExactValue Log1P(ExactValue a) => Logarithm(a, -Dyadic.One, x => Elementary.Log1P(x, bits));

    /// <summary>log2 a.</summary>
    public ExactValue Log2(ExactValue a) => a.Bounds is { Lower: { Sign: > 0 } power } x && power == x.Upper && power.Significand.IsOne
        ? (Interval)(Dyadic)power.Exponent
        : Divide(Log(a), Ln2);

    /// <summary>tanh a = −m / (2 + m), m = e^(−2a) − 1; for a below 0 with the other sign.</summary>
    public ExactValue Tanh(ExactValue a) => a.Infinity != 0 ? (Interval)(Dyadic)a.Infinity : Increasing(a, x =>
    {
        var m = ExpM1((Interval)(-Dyadic.Abs(x)).Scale(1));
        var size = Divide(Negate(m), Add((Interval)(Dyadic)2, m)).Bounds!.Value;
        return x.Sign < 0 ? -size : size;
    });

    /// <summary>σ(a) = 1 / (1 + e^−a); e^a / (1 + e^a) for a below 0.</summary>
    public ExactValue Sigmoid(ExactValue a) => a.Infinity != 0 ? (Interval)(a.Infinity > 0 ? Dyadic.One : Dyadic.Zero) : Increasing(a, x =>
    {
        ExactValue power = Exp(-Dyadic.Abs(x));
        return Divide(x.Sign < 0 ? power : (Interval)Dyadic.One, Add((Interval)Dyadic.One, power)).Bounds!.Value;
    });

    /// <summary>y·log(1 + e^−a) + (1 − y)·log(1 + e^a), where a term with the factor 0 is none.</summary>
    public ExactValue CrossEntropy(ExactValue a, ExactValue y)
    {
        var rest = Add((Interval)Dyadic.One, Negate(y));
        return y.IsZero ? Softplus(a)
            : rest.IsZero ? Softplus(Negate(a))
            : Add(Multiply(y, Softplus(Negate(a))), Multiply(rest, Softplus(a)));
    }

    /// <summary>σ(a) − y.</summary>
    public ExactValue CrossEntropyDerivative(ExactValue a, ExactValue y) => Add((Interval)Dyadic.One, Negate(y)).IsZero
        ? Negate(Sigmoid(Negate(a)))
        : Add(Sigmoid(a), Negate(y));

    private static bool IsFar(Dyadic x) => Dyadic.Abs(x) >= ExactValue.Far;

    private static Dyadic SignedFar(int sign) => sign == 0 ? Dyadic.Zero : sign > 0 ? ExactValue.Far : -ExactValue.Far;

    private static bool IsHuge(Dyadic x) => x.Sign > 0 && x.Magnitude >= LargestExponent;

    private static int Sign(ExactValue a) => a.Bounds is { } x ? x.Upper.Sign > 0 ? 1 : -1 : a.Infinity;

    private static Dyadic Largest(Dyadic a, Dyadic b) => a > b ? a : b;

    private static Dyadic Floor(Dyadic x) => IsFar(x) || x.Exponent >= 0 ? x : x.AtExponent(0);

    private static Interval Hull(ReadOnlySpan<Dyadic> all)
    {
        var (low, high) = (all[0], all[0]);
        foreach (var one in all)
        {
            (low, high) = (one < low ? one : low, one > high ? one : high);
        }

        return new(low, high);
    }

    /// <summary>log(1 + e^a).</summary>
    private ExactValue Softplus(ExactValue a) => a.Infinity != 0 ? a.Infinity > 0 ? a : (Interval)Dyadic.Zero : Increasing(a, x =>
    {
        var log = Log1P(Exp(-Dyadic.Abs(x)));
        return (x.Sign > 0 ? Add((Interval)x, log) : log).Bounds!.Value;
    });

    private Interval Exp(Dyadic x) => IsHuge(x) ? Huge : Elementary.Exp(x, bits);

    /// <summary>Bounds of a/b, both ends of it.</summary>
    private Dyadic[] Quotient(Dyadic a, Dyadic b)
    {
        if (IsFar(a) || IsFar(b))
        {
            return IsFar(b) ? [Dyadic.Zero] : [SignedFar(a.Sign * b.Sign)];
        }

        var (lower, upper) = new Rational(a, b).Enclose(bits);
        return [lower, upper];
    }

    private ExactValue Logarithm(ExactValue a, Dyadic least, Func<Dyadic, Interval> function)
    {
        if (a.Bounds is not { } x)
        {
            return a.Infinity > 0 ? a : ExactValue.NaN;
        }

        if (x.Upper <= least)
        {
            return x.Upper == least && x.Lower == least ? ExactValue.Infinite(-1) : x.Upper == least ? Anything : ExactValue.NaN;
        }

        var low = x.Lower <= least ? -ExactValue.Far : function(x.Lower).Lower;
        return Outwards(new(low, IsFar(x.Upper) ? ExactValue.Far : function(x.Upper).Upper));
    }

    private ExactValue Increasing(ExactValue a, Func<Dyadic, Interval> function) =>
        a.Bounds is { } x ? Outwards(Interval.Increasing(x, function)) : a;

    private Interval Outwards(Interval x) => new(Down(x.Lower), -Down(-x.Upper));

    private Dyadic Down(Dyadic x)
    {
        if (x.Sign == 0 || IsFar(x))
        {
            return SignedFar(x.Sign);
        }

        var exponent = x.Magnitude - bits + 1;
        return exponent <= x.Exponent ? x : new(x.AtExponent(exponent), exponent);
    }
}
