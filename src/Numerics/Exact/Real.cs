using Experiments.Numerics.Formats;

namespace Experiments.Numerics.Exact;

/// <summary>A real number given by bounds: quick ones of 128 bits where there are any, and proven ones as tight as asked for.</summary>
/// <remarks>A format rounds it once, by comparing what both bounds round to: first the quick ones, then <see cref="CorrectRounding"/>.</remarks>
public readonly struct Real
{
    private static readonly Rational NearOne = Dyadic.PowerOfTwo(-7);

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
        return new(x.Negative, size, bits => Size(Interval.Increasing(x.Exact().Enclose(bits), d => Elementary.Log1P(d, bits)), x.Negative));
    }

    /// <summary>log(1 + e^x), the softplus; x ≠ 0.</summary>
    public static Real Softplus(Argument x)
    {
        if (x.Size.Magnitude >= QuickElementary.ExpMagnitudeLimit)
        {
            // 0 < log(1 + e^−|x|) < 2^−32768, since e > 2: beside a positive x less than half the last place of 128 bits.
            var tail = new Interval(Dyadic.Zero, Dyadic.PowerOfTwo(-(1 << QuickElementary.ExpMagnitudeLimit)));
            return new(negative: false, quick: null, bits => x.Negative ? tail : x.Exact().Enclose(bits) + tail);
        }

        var quick = QuickElementary.Log1P(QuickElementary.Exp(x.Size, negative: true));
        return new(negative: false, x.Negative ? quick : Bracket.Add(x.Size, quick), Bounds);

        Interval Bounds(int bits)
        {
            var size = Rational.Abs(x.Exact()).Enclose(bits);
            var tail = Interval.Increasing(Interval.Increasing(-size, d => Elementary.Exp(d, bits)), d => Elementary.Log1P(d, bits));
            return x.Negative ? tail : size + tail;
        }
    }

    /// <summary>1 / (1 + e^−x), the sigmoid; x ≠ 0.</summary>
    public static Real Logistic(Argument x)
    {
        if (x.Size.Magnitude >= QuickElementary.ExpMagnitudeLimit)
        {
            // e^−|x| < 2^−32768 is what the sigmoid lies above 0 or at most below 1.
            var tail = Dyadic.PowerOfTwo(-(1 << QuickElementary.ExpMagnitudeLimit));
            return new(negative: false, quick: null, _ => x.Negative ? new(Dyadic.Zero, tail) : new(Dyadic.One - tail, Dyadic.One));
        }

        var power = QuickElementary.Exp(x.Size, negative: true);
        var reciprocal = Bracket.Reciprocal(Bracket.Add(Bracket.One, power));
        return new(negative: false, x.Negative ? Bracket.Multiply(power, reciprocal) : reciprocal, Bounds);

        Interval Bounds(int bits)
        {
            var exp = Interval.Increasing(-Rational.Abs(x.Exact()).Enclose(bits), d => Elementary.Exp(d, bits));
            return Interval.Divide(x.Negative ? exp : Dyadic.One, Dyadic.One + exp, bits);
        }
    }

    /// <summary>Bounds of |log(1 + t)| for 0 &lt; |t| &lt; 2^−7.</summary>
    private static Bracket Log1PSize(Rational t)
    {
        var size = Bracket.Of(Rational.Abs(t));
        return t.Sign < 0 ? QuickElementary.MinusLog1PMinus(size) : QuickElementary.Log1P(size);
    }

    private static Interval Size(Interval x, bool negative) => negative ? -x : x;
}
