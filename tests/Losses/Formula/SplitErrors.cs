using Experiments.Losses;
using Experiments.Losses.Formula;
using Experiments.Numerics.Formats;

namespace Experiments.Tests.Losses.Formula;

/// <summary>
/// How far the formula's loss and derivative lie from the exact ones, in ulps of the exact value; the derivative also in
/// ulps of the larger of its two parts, (1 − y)·σ(x) and y·(1 − σ(x)).
/// </summary>
/// <remarks>Known to 2^−24 ulps in float32, and finer in shorter formats: see <see cref="Near{T}"/>.</remarks>
internal readonly record struct SplitErrors(double Loss, double Derivative, double InParts)
{
    /// <summary>The loss and the derivative in a format.</summary>
    public static Evaluator<T> In<T>()
        where T : struct, IFloat<T> => new(SplitLoss.Split.Value, SplitLoss.Split.Gradient);

    public static SplitErrors At<T>(T x, T y)
        where T : struct, IFloat<T>
    {
        var values = In<T>().All(x, y);
        return Of(x, y, values[0], values[1]);
    }

    public static SplitErrors Of<T>(T x, T y, T loss, T derivative)
        where T : struct, IFloat<T>
    {
        var near = Near(x, y);
        var off = Math.Abs(derivative.ToDouble() - near.Derivative);
        return new(
            Math.Abs(loss.ToDouble() - near.Loss) / Ulp<T>(near.Loss), off / Ulp<T>(near.Derivative), off / Ulp<T>(near.LargerPart));
    }

    /// <summary>
    /// The loss within 2^−50 of it, and the derivative within 2^−50 of its larger part, which it is for hard labels.
    /// </summary>
    /// <remarks>
    /// From e^−|x| and log1p in float64, each correctly rounded, in some four operations more: each loses 2^−53 at most.
    /// </remarks>
    public static (double Loss, double Derivative, double LargerPart) Near<T>(T x, T y)
        where T : struct, IFloat<T>
    {
        var (raw, label) = (x.ToDouble(), y.ToDouble());
        var (ofZero, ofOne) = raw > 0 ? (1 - label, label) : (label, 1 - label);
        var exp = Exp(new Float64(-Math.Abs(raw)));
        var (larger, smaller) = (ofZero / (1 + exp.Value), ofOne * exp.Value / (1 + exp.Value));
        return (
            (ofZero * Math.Abs(raw)) + Log1P(exp).Value,
            raw > 0 ? larger - smaller : smaller - larger,
            Math.Max(larger, smaller));
    }

    private static T Exp<T>(T x)
        where T : struct, IFloat<T> => T.Exp(x);

    private static T Log1P<T>(T x)
        where T : struct, IFloat<T> => T.Log1P(x);

    /// <summary>The distance between neighbours of a format in the binade of a number.</summary>
    private static double Ulp<T>(double exact)
        where T : struct, IFloat<T>
    {
        var format = T.Parameters!.Value;
        return Math.ScaleB(1, Math.Max(exact == 0 ? int.MinValue : Math.ILogB(exact), format.Emin) - format.Precision + 1);
    }
}
