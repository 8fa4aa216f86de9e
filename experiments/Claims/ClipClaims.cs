using Experiments.Cli;
using Experiments.Losses;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;
using Experiments.Training;

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

    /// <summary>C5: the loss of every float32 x that is a number is finite, and no less than the smallest normal number.</summary>
    /// <remarks>
    /// σ does not fall with x, so it lies between σ(−∞) and σ(∞) for every x but NaN, and what the clip makes of it between the clip of those: the
    /// loss depends on x through that number alone. All of them are evaluated, the two ends first, which may settle it.
    /// </remarks>
    public static Judgement Finite(Evidence evidence)
    {
        var formulas = evidence.Formulas;
        var (low, high) = (formulas.Clip(formulas.Sigmoid(new Float32(float.NegativeInfinity))), formulas.Clip(formulas.Sigmoid(Infinity)));
        var ends = new[] { low, high }.SelectMany(end => Labels.Select(label => formulas.Logits(formulas.Logit(end), label))).ToArray();
        if (!(low.Value > 0 && high.Value >= low.Value) || !ends.All(loss => loss.Value >= LeastNormal && float.IsFinite(loss.Value)))
        {
            return new($"the losses at ±∞ are {string.Join(", ", ends.Select(Cell.Of))}", Verdict.NotReproduced, "one of them over- or underflows");
        }

        var losses = ClippedLosses.Of(evidence, low, high);

        // The first x whose e^−x is infinite is the largest whose σ is 0.
        var overflow = Limits.SigmoidZeroUpto<Float32>()!.Value;
        return new(
            $"{losses.Count} losses for each label, {(losses.IsFinite ? "all finite" : "not all finite")}, from {Cell.Of(new Float32(losses.Least))} to {Cell.Of(new Float32(losses.Most))}",
            Verdict.Reproduced.If(losses.IsFinite && losses.Least >= LeastNormal),
            "of every x that is a number, ±∞ included, the sigmoid is in [0, 1] and the clip makes it one of that many numbers, all of them evaluated; "
                + $"of nan the loss is {Cell.Of(formulas.Clipped(NaN, label: true))}; inside, e^−x overflows from x = {Cell.Of(overflow)} down, and the gradient is {Cell.Of(formulas.GradientClipped(overflow, label: true))} there where the true one is {Cell.Of(BinaryCrossEntropy.GradientExact(overflow, label: true))}");
    }

    /// <summary>C6: from the ends of the clip out to ±∞ the loss is the same number.</summary>
    /// <remarks>σ is monotone: what is equal at both ends of a stretch of x is equal all over it.</remarks>
    public static Judgement Flat(Evidence evidence)
    {
        var formulas = evidence.Formulas;
        if (Crossing.ClipLowUpto<Float32>(formulas) is not { } low || Crossing.ClipHighFrom<Float32>(formulas) is not { } high)
        {
            return new("—", Verdict.NotReproduced, "the clip holds no x");
        }

        (Float32 Near, Float32 Far)[] stretches = [(low, new(-Largest.Value)), (low, new(float.NegativeInfinity)), (high, Largest), (high, Infinity)];
        var isFlat = Labels.All(label => stretches.All(stretch =>
            float.IsFinite(Loss(stretch.Near, label).Value) && Loss(stretch.Near, label).Equals(Loss(stretch.Far, label))));
        return new(
            $"up to {Cell.Of(low)}: {Cell.Of(Loss(low, true))} for label 1, {Cell.Of(Loss(low, false))} for label 0; from {Cell.Of(high)} on: {Cell.Of(Loss(high, true))} and {Cell.Of(Loss(high, false))}",
            Verdict.Reproduced.If(isFlat),
            "compared at the ends of the clip, at the largest float32 numbers of either sign and at ±∞, for both labels");

        Float32 Loss(Float32 x, bool label) => formulas.Clipped(x, label);
    }

    /// <summary>C8: on [14, 17] the loss takes a handful of values where the exact one takes thousands.</summary>
    /// <remarks>
    /// 1 − p is a multiple of 2^−24 between the clip's 2^−23 and e^−14 = 13.95·2^−24: 13 values at most. The exact loss changes by more than
    /// a unit of its last place from one multiple of 2^−11 to the next.
    /// </remarks>
    public static Judgement Steps(Evidence evidence)
    {
        const int MostSteps = 13;
        const int Grid = 2048;
        Float32[] points = [.. Enumerable.Range(14 * Grid, (3 * Grid) + 1).Select(i => new Float32(i / (float)Grid))];
        var clipped = points.Select(x => evidence.Formulas.Clipped(x, label: true)).Distinct().Count();
        var exact = points.Select(x => evidence.Formulas.Exact(x, label: true)).Distinct().Count();
        return new(
            $"{clipped} different losses at {points.Length} x in [14, 17], of which the exact losses are {exact} different ones",
            Verdict.Reproduced.If(clipped is > 1 and <= MostSteps && exact == points.Length),
            "every multiple of 2^−11; only 13 probabilities at most are left there, multiples of 2^−24 off 1");
    }

    /// <summary>C9: exact minus clipped loss for label 1 is positive beyond the clip's end and strictly grows.</summary>
    public static Judgement Deficit(Evidence evidence)
    {
        // Quarters from just beyond −16.118097 on, then powers of two to the end of the range.
        Float32[] points = [.. Enumerable.Range(65, 4031).Select(i => new Float32(i / -4f)), .. Enumerable.Range(10, 118).Select(k => new Float32(-(float)Math.ScaleB(1, k)))];
        Rational[] deficits = [.. points.Select(x => Exact.Of(evidence.Formulas.Exact(x, label: true)) - Exact.Of(evidence.Formulas.Clipped(x, label: true)))];
        var grows = deficits[0].Sign > 0 && Enumerable.Range(1, deficits.Length - 1).All(i => deficits[i] > deficits[i - 1]);
        return new(
            $"{At(-20)} at x = -20, {At(-100)} at -100; {(grows ? "larger" : "not larger")} at each of {points.Length} x than at the one before",
            Verdict.Reproduced.If(grows),
            "x = -16.25, -16.5 … -1023.75 and -2^10 … -2^127: the clip holds the loss while the exact one is as good as -x");

        string At(float x) => Cell.Of(Exact.Round<Float32>(deficits[Array.IndexOf(points, new(x))]));
    }

    /// <summary>C11: pairs of raw outputs far apart, with different exact losses, have one clipped loss, on both sides and for both labels.</summary>
    public static Judgement Indistinct(Evidence evidence)
    {
        var formulas = evidence.Formulas;
        (Float32 Near, Float32 Far)[] pairs = [(new(17), new(30)), (new(-17), new(-30))];
        var isSame = pairs.All(pair => Labels.All(label =>
            formulas.Clipped(pair.Near, label).Equals(formulas.Clipped(pair.Far, label)) && !formulas.Exact(pair.Near, label).Equals(formulas.Exact(pair.Far, label))));
        return new(
            string.Join("; ", pairs.Select(pair => $"x = {Cell.Of(pair.Near)} and {Cell.Of(pair.Far)}, label 1: {Losses(pair, formulas.Clipped)}, exactly {Losses(pair, formulas.Exact)}")),
            Verdict.Reproduced.If(isSame),
            "the clip makes one probability of all that lie beyond it; label 0 likewise");

        static string Losses((Float32 Near, Float32 Far) pair, Func<Float32, bool, Float32> loss) => $"{Cell.Of(loss(pair.Near, true))} and {Cell.Of(loss(pair.Far, true))}";
    }
}
