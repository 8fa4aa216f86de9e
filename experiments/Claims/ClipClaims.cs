using Experiments.Losses;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Claims;

/// <summary>C5, C6, C8, C9 and C11: Keras' clipped loss in float32.</summary>
internal static class ClipClaims
{
    private static readonly Float32 Infinity = new(float.PositiveInfinity);
    private static readonly Float32 Largest = new(float.MaxValue);
    private static readonly Float32 NaN = new(float.NaN);

    // The smallest normal number, 2^−126.
    private static readonly float LeastNormal = (float)Math.ScaleB(1, Float32.Layout.Emin);
    private static readonly bool[] Labels = [true, false];

    /// <summary>
    /// C5: the loss of every float32 x that is a number is finite, and no less than the smallest normal number.
    /// </summary>
    /// <remarks>
    /// σ does not fall as x grows, so for every x but NaN it lies between σ(−∞) and σ(∞). The clipped σ lies between
    /// the clipped ends, and the loss depends on x through the clipped σ alone. Every such number is evaluated, the two
    /// ends first: they may settle the claim.
    /// </remarks>
    public static Judgement Finite(Evidence evidence)
    {
        var formulas = evidence.Formulas;
        var probability = formulas.Clip(formulas.Sigmoid(Expression.X)).In<Float32>();
        var (low, high) = (probability.At(new(float.NegativeInfinity)), probability.At(Infinity));
        var loss = formulas.Logits(formulas.Logit(Expression.X), Expression.Y).In<Float32>();
        var ends = new[] { low, high }.SelectMany(end => Labels.Select(label => loss.At(end, Number(label)))).ToArray();
        if (!(low.Value > 0 && high.Value >= low.Value) || !ends.All(loss => loss.Value >= LeastNormal && float.IsFinite(loss.Value)))
        {
            return new(
                $"the losses at ±∞ are {string.Join(", ", ends.Select(end => end.ToText()))}",
                Verdict.NotReproduced,
                "one of them over- or underflows");
        }

        var losses = ClippedLosses.Of(evidence, low, high);

        // The first x whose e^−x is infinite is the largest whose σ is 0.
        var overflow = Limits<Float32>.Written.SigmoidZeroUpto!.Value;
        return new(
            $"{losses.Count} losses for each label, {(losses.IsFinite ? "all finite" : "not all finite")}, "
                + $"from {new Float32(losses.Least).ToText()} to {new Float32(losses.Most).ToText()}",
            Verdict.Reproduced.If(losses.IsFinite && losses.Least >= LeastNormal),
            "of every x that is a number, ±∞ included, the sigmoid is in [0, 1] "
                + "and the clip makes it one of that many numbers, all of them evaluated; "
                + $"of nan the loss is {Label1(formulas.Clipped, NaN)}; inside, e^−x overflows from x = {overflow.ToText()} down, "
                + $"and the gradient is {Label1(formulas.ClippedGradient, overflow)} there "
                + $"where the true one is {Label1(ArticleLosses.Exact.Gradient, overflow)}")
        {
            Short = $"{(losses.IsFinite ? "all finite" : "not all finite")}, "
                + $"{new Float32(losses.Least).ToText()} to {new Float32(losses.Most).ToText()}",
            Values =
            [
                ("losses_per_label", $"{losses.Count}"),
                ("least", new Float32(losses.Least).ToText()),
                ("most", new Float32(losses.Most).ToText()),
            ],
        };

        static string Label1(Expression expression, Float32 x) => expression.In<Float32>().At(x, Number(true)).ToText();
    }

    /// <summary>C6: from the ends of the clip out to ±∞ the loss is the same number.</summary>
    /// <remarks>σ is monotone: what is equal at both ends of a stretch of x is equal all over it.</remarks>
    public static Judgement Flat(Evidence evidence)
    {
        var formulas = evidence.Formulas;
        var limits = new Limits<Float32>(formulas);
        if (limits.ClipLowUpto is not { } low || limits.ClipHighFrom is not { } high)
        {
            return new("—", Verdict.NotReproduced, "the clip holds no x");
        }

        var clipped = formulas.Clipped.In<Float32>();
        (Float32 Near, Float32 Far)[] stretches =
            [(low, new(-Largest.Value)), (low, new(float.NegativeInfinity)), (high, Largest), (high, Infinity)];
        var isFlat = Labels.All(label => stretches.All(stretch =>
            float.IsFinite(Loss(stretch.Near, label).Value) && Loss(stretch.Near, label).Equals(Loss(stretch.Far, label))));
        return new(
            $"up to {low.ToText()}: {Loss(low, true).ToText()} for label 1, {Loss(low, false).ToText()} for label 0; "
                + $"from {high.ToText()} on: {Loss(high, true).ToText()} and {Loss(high, false).ToText()}",
            Verdict.Reproduced.If(isFlat),
            "compared at the ends of the clip, at the largest float32 numbers of either sign and at ±∞, for both labels")
        {
            Short = $"up to {low.ToText()} and from {high.ToText()} on",
            Values =
            [
                ("low_upto", low.ToText()),
                ("high_from", high.ToText()),
                ("low_label1", Loss(low, true).ToText()),
                ("low_label0", Loss(low, false).ToText()),
                ("high_label1", Loss(high, true).ToText()),
                ("high_label0", Loss(high, false).ToText()),
            ],
        };

        Float32 Loss(Float32 x, bool label) => clipped.At(x, Number(label));
    }

    /// <summary>C8: on [14, 17] the loss takes a handful of values where the exact one takes thousands.</summary>
    /// <remarks>
    /// 1 − p is a multiple of 2^−24, from the clip's 2^−23 to e^−14 = 13.95·2^−24, so it has 13 values at most. The
    /// exact loss changes by more than a unit of its last place from one multiple of 2^−11 to the next.
    /// </remarks>
    public static Judgement Steps(Evidence evidence)
    {
        const int MostSteps = 13;
        const int Grid = 2048;
        Float32[] points = [.. Enumerable.Range(14 * Grid, (3 * Grid) + 1).Select(i => new Float32(i / (float)Grid))];
        var clipped = Distinct(evidence.Formulas.Clipped);
        var exact = Distinct(evidence.Formulas.Exact);
        return new(
            $"{clipped} different losses at {points.Length} x in [14, 17], of which the exact losses are {exact} different ones",
            Verdict.Reproduced.If(clipped is > 1 and <= MostSteps && exact == points.Length),
            "every multiple of 2^−11; only 13 probabilities at most are left there, multiples of 2^−24 off 1")
        {
            Short = $"{clipped} losses, exactly {exact}",
            Values = [("clipped_losses", $"{clipped}"), ("exact_losses", $"{exact}"), ("points", $"{points.Length}")],
        };

        int Distinct(Expression loss) => loss.For(1).In<Float32>() is var ofOne ? points.Select(x => ofOne.At(x)).Distinct().Count() : 0;
    }

    /// <summary>
    /// C9: exact minus clipped loss for label 1 is positive beyond the clip's end and strictly grows.
    /// </summary>
    public static Judgement Deficit(Evidence evidence)
    {
        // Quarters from just beyond −16.118097 on, then powers of two to the end of the range.
        Float32[] points =
        [
            .. Enumerable.Range(65, 4031).Select(i => new Float32(i / -4f)),
            .. Enumerable.Range(10, 118).Select(k => new Float32(-(float)Math.ScaleB(1, k))),
        ];
        var (exact, clipped) = (evidence.Formulas.Exact.For(1).In<Float32>(), evidence.Formulas.Clipped.For(1).In<Float32>());
        Rational[] deficits = [.. points.Select(x => exact.At(x).Exact - clipped.At(x).Exact)];
        var grows = deficits[0].Sign > 0 && Enumerable.Range(1, deficits.Length - 1).All(i => deficits[i] > deficits[i - 1]);
        return new(
            $"{At(-20)} at x = -20, {At(-100)} at -100; "
                + $"{(grows ? "larger" : "not larger")} at each of {points.Length} x than at the one before",
            Verdict.Reproduced.If(grows),
            "x = -16.25, -16.5 … -1023.75 and -2^10 … -2^127: the clip holds the loss while the exact one is as good as -x")
        {
            Short = $"{At(-20)} at x = -20, {At(-100)} at -100",
            Values = [("deficit_20", At(-20)), ("deficit_100", At(-100)), ("points", $"{points.Length}")],
        };

        string At(float x) => Float32.Round(deficits[Array.IndexOf(points, new(x))]).ToText();
    }

    /// <summary>
    /// C11: two raw outputs far apart have different exact losses, but the same clipped loss; on both sides and for
    /// both labels.
    /// </summary>
    public static Judgement Indistinct(Evidence evidence)
    {
        var formulas = evidence.Formulas;
        var (clipped, exact) = (formulas.Clipped.In<Float32>(), formulas.Exact.In<Float32>());
        (Float32 Near, Float32 Far)[] pairs = [(new(17), new(30)), (new(-17), new(-30))];
        var isSame = pairs.All(pair => Labels.All(label => IsSame(pair, clipped, label) && !IsSame(pair, exact, label)));
        return new(
            string.Join("; ", pairs.Select(pair =>
                $"x = {pair.Near.ToText()} and {pair.Far.ToText()}, label 1: {Losses(pair, clipped)}, exactly {Losses(pair, exact)}")),
            Verdict.Reproduced.If(isSame),
            "the clip makes one probability of all that lie beyond it; label 0 likewise")
        {
            Short = $"17 and 30: {Losses(pairs[0], clipped)}",
            Values =
            [
                .. pairs.SelectMany(pair => new[] { pair.Near, pair.Far })
                    .Select(x => ($"clipped_label1_at_{x.ToText()}", clipped.At(x, Number(true)).ToText())),
            ],
        };

        static bool IsSame((Float32 Near, Float32 Far) pair, Evaluator<Float32> loss, bool label) =>
            loss.At(pair.Near, Number(label)).Equals(loss.At(pair.Far, Number(label)));

        static string Losses((Float32 Near, Float32 Far) pair, Evaluator<Float32> loss) =>
            $"{loss.At(pair.Near, Number(true)).ToText()} and {loss.At(pair.Far, Number(true)).ToText()}";
    }

    private static Float32 Number(bool label) => new(label ? 1 : 0);
}
