using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Census;

/// <summary>How far a loss is off the exact one; each further degree is one of those before it, too.</summary>
internal enum LossVerdict
{
    /// <summary>By less than 1 %.</summary>
    Right,

    /// <summary>By 1 % or more.</summary>
    Off1,

    /// <summary>By 10 % or more.</summary>
    Off10,

    /// <summary>By 100 % or more; or it is infinite, 0 or NaN where the exact loss is not.</summary>
    Entirely,
}

/// <summary>How verdicts follow from losses, or from bounds of them.</summary>
internal static class LossVerdicts
{
    // A quotient of two float64 is off by less, relative to it.
    private const double Slack = 1.0 / (1L << 50);

    // Where L / E begins to deserve another verdict, but for 0 and below.
    private static readonly (double From, LossVerdict Verdict)[] Zones =
    [
        (0, LossVerdict.Off10), (0.9, LossVerdict.Off1), (0.99, LossVerdict.Right),
        (1.01, LossVerdict.Off1), (1.1, LossVerdict.Off10), (2, LossVerdict.Entirely),
    ];

    /// <summary>The verdict on a loss, given the exact one in the same format; decided exactly.</summary>
    public static LossVerdict Of<T>(T loss, T exact)
        where T : struct, IFloat<T>
    {
        if (!loss.IsFinite || !exact.IsFinite || exact.IsZero)
        {
            return (loss.IsZero && exact.IsZero) || (loss.IsInfinite && exact.IsInfinite) ? LossVerdict.Right : LossVerdict.Entirely;
        }

        var (off, whole) = (Rational.Abs(loss.Exact - exact.Exact), Rational.Abs(exact.Exact));
        return off >= whole ? LossVerdict.Entirely
            : 10 * off >= whole ? LossVerdict.Off10
            : 100 * off >= whole ? LossVerdict.Off1
            : LossVerdict.Right;
    }

    /// <summary>
    /// The one verdict on all losses within bounds, whatever exact losses within bounds; null where there are several.
    /// </summary>
    public static LossVerdict? Of(Bounds loss, Bounds exact)
    {
        if (double.IsNaN(loss.Low) && double.IsNaN(loss.High))
        {
            return LossVerdict.Entirely;
        }

        if (exact.High == 0)
        {
            return loss.Low == 0 && loss.High == 0 ? LossVerdict.Right : loss.Low > 0 ? LossVerdict.Entirely : null;
        }

        if (double.IsPositiveInfinity(exact.High))
        {
            return null;
        }

        if (!(loss.Low > 0 && exact.Low > 0))
        {
            return loss.High <= 0 && exact.Low > 0 ? LossVerdict.Entirely : null;
        }

        var zone = Zone(loss.Low / exact.High * (1 - Slack));
        return zone >= 0 && zone == Zone(loss.High / exact.Low * (1 + Slack)) ? Zones[zone].Verdict : null;
    }

    private static int Zone(double quotient) => double.IsNaN(quotient) ? -1 : Array.FindLastIndex(Zones, zone => quotient >= zone.From);
}

/// <summary>Two float64 between which a number lies, or both NaN for what is none.</summary>
internal readonly record struct Bounds(double Low, double High)
{
    /// <summary>The smallest and the largest of some numbers; everything where some of them are NaN.</summary>
    public static Bounds Of(ReadOnlySpan<float> numbers)
    {
        var (low, high) = Spans.Extent(numbers);
        if (!float.IsNaN(low))
        {
            return new(low, high);
        }

        foreach (var number in numbers)
        {
            if (!float.IsNaN(number))
            {
                return new(double.NegativeInfinity, double.PositiveInfinity);
            }
        }

        return new(double.NaN, double.NaN);
    }

    /// <summary>The smallest bounds that hold both.</summary>
    public static Bounds operator |(Bounds a, Bounds b) => new(Math.Min(a.Low, b.Low), Math.Max(a.High, b.High));

    /// <summary>With a part of the number and an absolute amount more room at both ends, but none below 0.</summary>
    public Bounds Widened(double part, double amount) =>
        new(Math.Max(0, (Low * (1 - part)) - amount), (High * (1 + part)) + amount);
}
