using Experiments.Losses;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Claims;

/// <summary>C7 and C10: the loss from raw outputs, and the naive one from the sigmoid in high precision.</summary>
internal static class LossClaims
{
    /// <summary>C7: within 2 units in the last place of the exact loss on a grid, and monotone.</summary>
    /// <remarks>
    /// max(x, 0) − x·label is exact. e^−|x| is off by half a unit, and log1p passes that on as at most one unit of its
    /// result. log1p's own rounding adds half a unit, and so does the sum's. So the result is within 2 units. Both
    /// losses are float32 numbers, so they differ by a whole number of units.
    /// </remarks>
    public static Judgement Smooth(Evidence evidence)
    {
        const int MostUlps = 2;
        const int Grid = 128;
        var (ulps, isMonotone, count) = (0L, true, 0);
        foreach (var label in new[] { true, false })
        {
            var logits = evidence.Formulas.Logits(Expression.X, label ? 1 : 0).In<Float32>();
            var exact = evidence.Formulas.Exact.For(label ? 1 : 0).In<Float32>();
            Float32? last = null;
            for (var i = -120 * Grid; i <= 120 * Grid; i++)
            {
                var x = new Float32(i / (float)Grid);
                var loss = logits.At(x);
                ulps = Math.Max(ulps, Ulps(loss, exact.At(x)));
                isMonotone &= last is not { } before || (label ? loss.Value <= before.Value : loss.Value >= before.Value);
                (last, count) = (loss, count + 1);
            }

            evidence.Work.Cancellation.ThrowIfCancellationRequested();
        }

        return new(
            $"units in the last place off the exact loss: {(ulps == long.MaxValue ? "no number" : $"{ulps} at most")}; "
                + $"{(isMonotone ? "monotone" : "not monotone")} on a grid of {count} pairs of x and label",
            Verdict.Reproduced.If(ulps <= MostUlps && isMonotone),
            "every multiple of 2^−7 in [-120, 120], both labels; between them nothing is said; more than 2 units would not be smooth")
        {
            Short = $"{(ulps == long.MaxValue ? "no number" : $"{ulps} ulp at most")}, "
                + $"{(isMonotone ? "monotone" : "not monotone")} on a grid",
            Values = [("ulps", ulps == long.MaxValue ? "nan" : $"{ulps}"), ("points", $"{count}")],
        };
    }

    /// <summary>
    /// C10: in float80, NumPy's float128, the naive loss is 0 from some x inside the sweep of Figure 3 on, and the
    /// exact loss is not. The same goes for IEEE's float128.
    /// </summary>
    public static Judgement NaiveEnds(Evidence evidence)
    {
        var (x87, ieee) = (End<Float80>(evidence.Formulas), End<Float128>(evidence.Formulas));
        return new(
            $"ends at {x87.From.ToText()} in float80, where the exact loss is {x87.Exact.ToText()}; "
                + $"at {ieee.From.ToText()} in IEEE's float128",
            Verdict.Reproduced.If(x87.IsInSweep && ieee.IsInSweep),
            "NumPy's float128 on x86-64 Linux is the 80-bit format of the x87; the curve ends where the sigmoid is 1 and its logarithm 0")
        {
            Short = $"at {x87.From.ToText()} in float80",
            Values = [("float80_ends_at", x87.From.ToText()), ("float128_ends_at", ieee.From.ToText())],
        };
    }

    private static (T From, T Exact, bool IsInSweep) End<T>(ArticleFormulas formulas)
        where T : struct, IFloat<T>
    {
        // Figure 3 of ours goes as far.
        var sweep = T.Parse("90");
        var far = T.Round(1 << QuickElementary.ExpMagnitudeLimit);
        var from = new Limits<T>(formulas).NaiveLabel1ZeroFrom ?? far;
        var exact = formulas.Exact.In<T>().At(from, T.One);
        return (from, exact, from < sweep && exact > T.Zero);
    }

    /// <summary>
    /// How many numbers two losses, none below 0, lie apart; the largest long where one of them is NaN.
    /// </summary>
    private static long Ulps(Float32 a, Float32 b) => float.IsNaN(a.Value) || float.IsNaN(b.Value) ? long.MaxValue
        : Math.Abs((long)BitConverter.SingleToInt32Bits(a.Value) - BitConverter.SingleToInt32Bits(b.Value));
}
