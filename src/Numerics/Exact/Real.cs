namespace Experiments.Numerics.Exact;

/// <summary>
/// A real number given by bounds: quick ones of 128 bits where there are any, and proven ones as tight as asked for.
/// </summary>
/// <remarks>
/// A format rounds it once, by comparing what both bounds round to: first the quick ones, then
/// <see cref="CorrectRounding"/>.
/// </remarks>
public readonly struct Real
{
    private static readonly Rational NearOne = Dyadic.PowerOfTwo(-7);

    // Stands for e^−|x| and for log(1 + e^−|x|) where |x| ≥ 2^15. Both lie between 0 and it, since e > 2. Added to 0,
    // to 1 or to a product of two numbers of a format, it reaches neither the next number of the format nor the next
    // midpoint.
    private static readonly Interval Tail = Dyadic.PowerOfTwo(-(1 << QuickElementary.ExpMagnitudeLimit));

    /// <summary>The number ±size; the bounds, at about the bits asked for, are those of the size.</summary>
    public Real(bool negative, Bracket? quick, Func<int, Interval> bounds)
    {
        Negative = negative;
        Quick = quick;
        Bounds = bounds;
    }

    /// <summary>Whether the number is below 0.</summary>
    public bool Negative { get; }

    /// <summary>Bounds of the size, about 2^−120 apart relative to it.</summary>
    public Bracket? Quick { get; }

    /// <summary>Bounds of the size, about 2^−bits apart relative to it.</summary>
    public Func<int, Interval> Bounds { get; }

    /// <summary>The number with the other sign.</summary>
    public static Real operator -(Real x) => new(!x.Negative, x.Quick, x.Bounds);

    /// <summary>e^x for x ≠ 0, |x| &lt; 2^15.</summary>
    public static Real Exp(Argument x) => new(
        negative: false,
        QuickElementary.Exp(x.Size, x.Negative),
        bits => Interval.Increasing(x.Exact().Enclose(bits), d => Elementary.Exp(d, bits)));

    /// <summary>log x for x > 0, x ≠ 1.</summary>
    public static Real Log(Argument x)
    {
        // Bounds of x, when they are apart, lose digits in x − 1: next to 1 the difference is formed exactly.
        var distance = x.Size.Width > 0 && x.Size.Magnitude is -1 or 0 ? x.Exact() - 1 : 1;
        var (negative, size) = Rational.Abs(distance) < NearOne ? (distance.Sign < 0, Log1PSize(distance)) : QuickElementary.Log(x.Size);
        return new(negative, size, bits => Size(Interval.Increasing(x.Exact().Enclose(bits), d => Elementary.Log(d, bits)), negative));
    }

    /// <summary>log(1 + x) for x > −1, x ≠ 0.</summary>
    public static Real Log1P(Argument x)
    {
        var size = !x.Negative ? QuickElementary.Log1P(x.Size)
            : x.Size.Magnitude < -7 ? QuickElementary.MinusLog1PMinus(x.Size)
            : QuickElementary.Log(Bracket.Of(1 + x.Exact())).Size;
        return new(
            x.Negative,
            size,
            bits => Size(Interval.Increasing(x.Exact().Enclose(bits), d => Elementary.Log1P(d, bits)), x.Negative));
    }

    /// <summary>e^x − 1 for x ≠ 0, |x| &lt; 2^15.</summary>
    public static Real ExpM1(Argument x) => new(
        x.Negative,
        quick: null,
        bits => Size(Interval.Increasing(x.Exact().Enclose(bits), d => Elementary.ExpM1(d, bits)), x.Negative));

    /// <summary>2^x for x that is no integer, |x| &lt; 2^15.</summary>
    public static Real Exp2(Argument x) => new(
        negative: false,
        quick: null,
        bits =>
        {
            // An error of x·ln 2 is one of 2^x relative to it.
            var (size, ln2) = (Rational.Abs(x.Exact()).Enclose(bits + 16), Ln2(bits + 16));
            var power = new Interval(size.Lower * ln2.Lower, size.Upper * ln2.Upper);
            return Interval.Increasing(x.Negative ? -power : power, d => Elementary.Exp(d, bits));
        });

    /// <summary>log2 x for x > 0 that is no power of two.</summary>
    public static Real Log2(Argument x)
    {
        var log = Log(x);
        return new(log.Negative, quick: null, bits => Interval.Divide(log.Bounds(bits), Ln2(bits), bits));
    }

    /// <summary>tanh x for x ≠ 0: with m = e^(−2·|x|) − 1 its size is −m/(2 + m), where nothing cancels.</summary>
    public static Real Tanh(Argument x) => new(
        x.Negative,
        quick: null,
        bits =>
        {
            var m = x.Size.Magnitude >= QuickElementary.ExpMagnitudeLimit ? Tail + -Dyadic.One
                : Interval.Increasing((-2 * Rational.Abs(x.Exact())).Enclose(bits), d => Elementary.ExpM1(d, bits));
            return Interval.Divide(-m, (Interval)Dyadic.PowerOfTwo(1) + m, bits);
        });

    /// <summary>
    /// y·log(1 + e^−x) + (1 − y)·log(1 + e^x), the cross-entropy of a raw output x ≠ 0 with a label y in [0, 1].
    /// </summary>
    /// <remarks>
    /// Formed as w·|x| + log(1 + e^−|x|) with w = y for x &lt; 0 and 1 − y for x > 0: nothing cancels. It is
    /// transcendental, since log(1 + e^−|x|) is for rational x ≠ 0 and w·|x| is rational.
    /// </remarks>
    public static Real CrossEntropy(Argument x, Rational y)
    {
        var weight = x.Negative ? y : 1 - y;
        if (x.Size.Magnitude >= QuickElementary.ExpMagnitudeLimit)
        {
            return new(negative: false, quick: null, bits => Product(bits) + Tail);
        }

        var log = QuickElementary.Log1P(QuickElementary.Exp(x.Size, negative: true));
        var quick = weight.Sign == 0 ? log
            : Bracket.Add(log, weight.CompareTo(1) == 0 ? x.Size : Bracket.Of(weight * Rational.Abs(x.Exact())));
        return new(negative: false, quick, bits => Product(bits) + LogBounds(bits));

        Interval Product(int bits) => (weight * Rational.Abs(x.Exact())).Enclose(bits);

        Interval LogBounds(int bits) => Interval.Increasing(
            Interval.Increasing(-Rational.Abs(x.Exact()).Enclose(bits), d => Elementary.Exp(d, bits)),
            d => Elementary.Log1P(d, bits));
    }

    /// <summary>1 / (1 + e^−x), the sigmoid; x ≠ 0.</summary>
    public static Real Logistic(Argument x)
    {
        if (x.Size.Magnitude >= QuickElementary.ExpMagnitudeLimit)
        {
            return new(negative: false, quick: null, bits => LogisticBounds(x, bits));
        }

        var power = QuickElementary.Exp(x.Size, negative: true);
        var reciprocal = Bracket.Reciprocal(Bracket.Add(Bracket.One, power));
        return new(negative: false, x.Negative ? Bracket.Multiply(power, reciprocal) : reciprocal, bits => LogisticBounds(x, bits));
    }

    /// <summary>σ(x)·(1 − σ(x)) = e^−|x| / (1 + e^−|x|)², the derivative of the sigmoid; x ≠ 0.</summary>
    public static Real LogisticDerivative(Argument x) => new(
        negative: false,
        quick: null,
        bits =>
        {
            var exp = TailBounds(x, bits);
            var sum = Dyadic.One + exp;
            return Interval.Divide(exp, new(sum.Lower * sum.Lower, sum.Upper * sum.Upper), bits);
        });

    /// <summary>log(1 − e^−x) for x > 0.</summary>
    public static Real Log1MExp(Argument x) => new(
        negative: true,
        quick: null,
        bits =>
        {
            if (x.Size.Magnitude >= QuickElementary.ExpMagnitudeLimit)
            {
                return Tail + Tail;
            }

            // Next to 0 the logarithm of 1 − e^−x; else that of 1 less something small.
            var minus = -x.Exact().Enclose(bits);
            return x.Size.Magnitude < 0
                ? -Interval.Increasing(-Interval.Increasing(minus, d => Elementary.ExpM1(d, bits)), d => Elementary.Log(d, bits))
                : -Interval.Increasing(-Interval.Increasing(minus, d => Elementary.Exp(d, bits)), d => Elementary.Log1P(d, bits));
        });

    /// <summary>1 / (1 + e^−x) − y, the derivative of the cross-entropy; x ≠ 0, y in (0, 1).</summary>
    /// <remarks>
    /// It is not 0, since the sigmoid of a rational x ≠ 0 is transcendental: its sign shows once the bounds are tight
    /// enough.
    /// </remarks>
    public static Real LogisticMinus(Argument x, Rational y)
    {
        var bits = 64;
        while (Difference(bits) is { Lower.Sign: <= 0, Upper.Sign: >= 0 })
        {
            bits *= 2;
        }

        var negative = Difference(bits).Upper.Sign < 0;
        return new(negative, quick: null, more => Size(Difference(Math.Max(bits, more)), negative));

        Interval Difference(int precision) => LogisticBounds(x, precision) + -y.Enclose(precision);
    }

    private static Interval Ln2(int bits) => new(new(Elementary.Ln2(bits), -bits), new(Elementary.Ln2(bits) + 2, -bits));

    /// <summary>Bounds of e^−|x|.</summary>
    private static Interval TailBounds(Argument x, int bits) => x.Size.Magnitude >= QuickElementary.ExpMagnitudeLimit ? Tail
        : Interval.Increasing(-Rational.Abs(x.Exact()).Enclose(bits), d => Elementary.Exp(d, bits));

    private static Interval LogisticBounds(Argument x, int bits)
    {
        var exp = TailBounds(x, bits);
        return Interval.Divide(x.Negative ? exp : Dyadic.One, Dyadic.One + exp, Math.Max(bits, -exp.Lower.Exponent + 1));
    }

    /// <summary>Bounds of |log(1 + t)| for 0 &lt; |t| &lt; 2^−7.</summary>
    private static Bracket Log1PSize(Rational t)
    {
        var size = Bracket.Of(Rational.Abs(t));
        return t.Sign < 0 ? QuickElementary.MinusLog1PMinus(size) : QuickElementary.Log1P(size);
    }

    private static Interval Size(Interval x, bool negative) => negative ? -x : x;
}
