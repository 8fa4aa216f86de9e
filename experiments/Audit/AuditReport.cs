using System.Globalization;
using Experiments.Losses;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;
using Experiments.Output.Tables;

namespace Experiments.Audit;

/// <summary>What an audit found, in numbers, a verdict and words.</summary>
internal sealed class AuditReport
{
    // A mean that is off by this much shows in a report of it; a gradient that is, in what is learnt.
    private const double VisibleMean = 1e-3;
    private const double HarmfulGradient = 0.01;
    private const int CommonBatch = 32;
    private const int LeastPrecision = 24;

    private static readonly (string Name, AuditMark Mark)[] Sides =
    [
        ("clipped_right_label1", AuditMark.ClippedRightLabel1), ("clipped_wrong_label1", AuditMark.ClippedWrongLabel1),
        ("clipped_right_label0", AuditMark.ClippedRightLabel0), ("clipped_wrong_label0", AuditMark.ClippedWrongLabel0),
    ];

    private readonly AuditTally tally;
    private readonly bool areProbabilities;
    private readonly bool leavesProbabilities;
    private readonly long bad;
    private readonly long all;
    private readonly double? lost;

    // Of the gradient what is lost elsewhere than in right answers, which have learnt all that they can.
    private readonly double? harmful;

    public AuditReport(Loss loss, NumberFormat format, AuditTally tally, SampleFile file, long bad, CancellationToken cancellation)
    {
        (Loss, Format, this.tally, this.bad) = (loss, format, tally, bad);
        (areProbabilities, leavesProbabilities) = (file.AreProbabilities, file.LeavesProbabilities);
        HasTruth = !areProbabilities && loss.IsWeightedCrossEntropy;

        // In 16 bits and fewer the loss from raw outputs is itself off by as much.
        var isWide = format.Parameters is { } layout && layout.Precision >= LeastPrecision;
        Batches = HasTruth ? AuditBatches.Of(tally.Sample, isWide ? one => one.Logits : one => one.Exact, cancellation) : [];
        Mean = Over(tally.Loss, tally.Count);
        all = tally.Count + NotFinite;
        MeanLogits = areProbabilities ? null : Over(tally.Logits, tally.Count);
        MeanExact = HasTruth ? Over(tally.Exact, tally.Count) : null;
        Bounds = areProbabilities && loss.IsWeightedCrossEntropy && tally.Count > 0
            ? (Over(tally.Low, tally.Count)!.Value, Over(tally.High, tally.Count)!.Value) : null;
        RelativeDifference = HasTruth && tally.Count > 0 ? Relative() : null;
        var hasGradient = loss.HasGradient && tally.GradientSize.Value.Sign > 0;
        lost = hasGradient ? Over(tally.GradientDifference, tally.GradientSize.Value) : null;
        harmful = hasGradient ? Over(tally.HarmfulDifference, tally.GradientSize.Value) : null;
        Verdict = Judged();
    }

    /// <summary>The table, a row a quantity.</summary>
    public static Table<(string Quantity, string Value)> Table { get; } = new(
        new("quantity", row => row.Quantity) { IsKey = true },
        new("value", row => row.Value, ColumnFormats.Text));

    /// <summary>The loss that is audited, and the format in which it is computed.</summary>
    public Loss Loss { get; }

    public NumberFormat Format { get; }

    /// <summary>
    /// Whether exact losses are known: from raw outputs, of a loss that stands for the cross-entropy in nats.
    /// </summary>
    public bool HasTruth { get; }

    /// <summary>How many batches are off, by their size; none where exact losses are not known.</summary>
    public IReadOnlyList<AuditBatches> Batches { get; }

    /// <summary>Means over all samples, each sum exact; null where it is not known.</summary>
    public double? Mean { get; }

    public double? MeanLogits { get; }

    public double? MeanExact { get; }

    /// <summary>Between which the exact mean lies where probabilities alone are known.</summary>
    public (double Low, double High)? Bounds { get; }

    /// <summary>The mean over the exact one, less 1.</summary>
    public double? RelativeDifference { get; }

    /// <summary>fine, saturated, visible or harmful.</summary>
    public string Verdict { get; }

    /// <summary>The quantities, as words of a table; empty where one is not known.</summary>
    public IReadOnlyList<(string Quantity, string Value)> Quantities
    {
        get
        {
            var worst = tally.WorstSamples;
            return
            [
                ("rows", Whole(Count(AuditMark.Rows))), ("bad_rows", Whole(bad)), ("label1", Whole(Count(AuditMark.Label1))),
                ("label0", Whole(Count(AuditMark.Label0))),
                ("raw_least", Raw(tally.Range.Least)), ("raw_largest", Raw(tally.Range.Largest)),
                ("sigmoid_zero", Whole(Count(AuditMark.SigmoidZero))), ("sigmoid_one", Whole(Count(AuditMark.SigmoidOne))),
                .. Sides.Select(side => (side.Name, Whole(Count(side.Mark)))),
                ("mean_loss", Text(Mean)), ("mean_loss_logits", Text(MeanLogits)), ("mean_loss_exact", Text(MeanExact)),
                ("relative_difference", Text(RelativeDifference)),
                ("largest_difference", !HasTruth || tally.Count == 0 ? "" : Text(worst.Count > 0 ? worst[0].Difference : 0)),
                ("largest_difference_row", worst.Count > 0 ? Whole(worst[0].Row) : ""),
                ("zero_gradient_wrong", Loss.HasGradient ? Whole(Count(AuditMark.ZeroGradientWrong)) : ""),
                ("nan", Whole(Count(AuditMark.NaN))), ("infinite", Whole(Count(AuditMark.Infinite))),
                ("batch_fine_from", AuditBatches.FineFrom(Batches) is { } size ? Whole(size) : ""),
                ("gradient_lost", Text(lost)), ("verdict", Verdict),
                ("loss", Loss.Name), ("format", Format.Name), ("samples", Whole(tally.Count)),
                ("mean_loss_exact_at_least", Text(Bounds?.Low)), ("mean_loss_exact_at_most", Text(Bounds?.High)),
                ("loss_nan", Whole(Count(AuditMark.LossNaN))), ("loss_infinite", Whole(Count(AuditMark.LossInfinite))),
                ("mean_loss_reported", Text(Over(tally.Reported, all))),
                ("gradient_not_finite", Loss.HasGradient ? Whole(Count(AuditMark.GradientNotFinite)) : ""),
                ("gradient_lost_beyond_rounding", Text(harmful)),
            ];
        }
    }

    private long Clipped => Sides.Sum(side => Count(side.Mark));

    private long ClippedRight => Count(AuditMark.ClippedRightLabel1) + Count(AuditMark.ClippedRightLabel0);

    private long NotFinite => Count(AuditMark.NaN) + Count(AuditMark.Infinite);

    private long ClippedWrong => Count(AuditMark.ClippedWrongLabel1) + Count(AuditMark.ClippedWrongLabel0);

    /// <summary>What the figure says.</summary>
    public AuditShown Shown => new(Loss.Name, Format.Name, Verdict, Count(AuditMark.Rows), HasTruth, Batches);

    /// <summary>How many samples have a mark.</summary>
    public long Count(AuditMark mark) => tally[mark];

    /// <summary>Whether a condition of --fail-on holds, in words; null where it does not.</summary>
    public string? Failing(FailOn condition) => condition.Word switch
    {
        "clipped" when Clipped > 0 => $"{Counted(Clipped, "sample")} where the loss is cut off",
        "zero-gradient" when Count(AuditMark.ZeroGradientWrong) is > 0 and var count =>
            $"{Counted(count, "wrong answer")} with a gradient of 0",
        "nan" when NotFinite > 0 =>
            $"of {Counted(all, "raw output")}, {Count(AuditMark.NaN)} are nan and {Count(AuditMark.Infinite)} infinite",
        "nan" when Count(AuditMark.Broken) > 0 => $"{Counted(Count(AuditMark.LossNaN), "loss", "losses")} nan, "
            + $"{Count(AuditMark.LossInfinite)} infinite, {Counted(Count(AuditMark.GradientNotFinite), "gradient")} not finite",
        "off" when RelativeDifference is null => "how far the mean loss is off is not known",
        "off" when RelativeDifference is { } off && !(Math.Abs(off) <= condition.Limit) =>
            $"the mean loss is off by a relative {Text(off)}, more than {Text(condition.Limit)}",
        _ => null,
    };

    /// <summary>The answer in sentences, the verdict first.</summary>
    public IEnumerable<string> Words()
    {
        var of = $"{Loss.Name} in {Format.Name}";
        yield return $"{Verdict}: " + Verdict switch
        {
            "fine" when ClippedWrong > 0 && MeanExact is not null =>
                $"{of} cuts off {Counted(ClippedWrong, "wrong answer")} of {Counted(tally.Count, "sample")}, too few to show in the mean.",
            "fine" when ClippedWrong > 0 => $"{of} cuts off {Counted(ClippedWrong, "wrong answer")} of {Counted(tally.Count, "sample")}.",
            "fine" => $"{of} cuts off none of {Counted(tally.Count, "sample")}.",
            "saturated" => $"{of} cuts off {Clipped} of {Counted(tally.Count, "sample")}, right answers all of them.",
            "visible" when ClippedWrong > 0 && IsOff && MeanExact is not null =>
                $"{of} reports a mean loss that is off; {ClippedWrong} of {tally.Count} samples are wrong answers it cuts off.",
            "visible" when ClippedWrong > 0 && !IsCommonBatchOff =>
                $"{of} cuts off {Counted(ClippedWrong, "wrong answer")} of {tally.Count}; by how much its mean is off is not known.",
            "visible" when ClippedWrong == 0 =>
                $"{of} cuts no wrong answer off, but means of {CommonBatch} samples are off by more than 1 %.",
            "visible" =>
                $"{of} cuts off {Counted(ClippedWrong, "wrong answer")}, and means of {CommonBatch} samples are off by more than 1 %.",
            _ when tally.Count == 0 => "no raw output is finite.",
            _ when Count(AuditMark.Broken) > 0 => $"{of} gives nan or ∞ for {Count(AuditMark.Broken)} of {tally.Count} samples.",
            _ => $"{of} loses {Short(100 * lost)} % of the gradient.",
        };
        if (MeanExact is { } exact && RelativeDifference is { } off)
        {
            yield return $"The mean loss is {InFormat(Mean)}, from raw outputs {InFormat(MeanLogits)}, exactly {Short(exact, 9)}"
                + (double.IsFinite(off) ? $": {Short(100 * Math.Abs(off), 3)} % {(off < 0 ? "too small" : "too large")}." : ".");
        }
        else if (Mean is not null)
        {
            yield return $"The mean loss is {InFormat(Mean)}." + (Bounds is not var (low, high) ? ""
                : $" Raw outputs are not known; if σ was rounded once and written whole, "
                    + $"exactly it is from {Short(low)} to {Short(high)}.");
        }

        if (NotFinite > 0)
        {
            yield return $"{Counted(Count(AuditMark.NaN), "raw output")} nan and {Count(AuditMark.Infinite)} infinite are left out; "
                + $"with them {Loss.Name} reports {InFormat(Over(tally.Reported, all))}.";
        }

        if (tally.Count > 0)
        {
            yield return $"Cut off are {Counted(ClippedRight, "right answer")} and {ClippedWrong} wrong; "
                + $"σ is exactly 1 for {Count(AuditMark.SigmoidOne)} and exactly 0 for {Count(AuditMark.SigmoidZero)}.";
        }

        if ((Count(AuditMark.Label1) == 0) != (Count(AuditMark.Label0) == 0))
        {
            yield return $"There is one class alone: every label is {(Count(AuditMark.Label1) > 0 ? 1 : 0)}, or nearer to it.";
        }

        if (leavesProbabilities)
        {
            yield return "There are probabilities too; the raw outputs say more, and are what is audited.";
        }

        if (!Loss.IsWeightedCrossEntropy)
        {
            yield return "It is a focal loss, weighs labels apart, or is in bits: it is not compared with the exact cross-entropy.";
        }

        if (HasTruth && tally.WorstSamples is [var worst, ..] && Short(worst.Loss) != Short(worst.Exact))
        {
            yield return $"The worst sample is row {worst.Row}, label {Short(worst.Label)}, x = {Short(worst.Raw)}: {Short(worst.Loss)} "
                + $"in place of {Short(worst.Exact)}.";
        }

        if (Count(AuditMark.ZeroGradientWrong) > 0)
        {
            yield return $"{Counted(Count(AuditMark.ZeroGradientWrong), "wrong answer")} with a gradient of exactly 0: "
                + "training learns nothing from that.";
        }

        if (lost is double.NaN)
        {
            yield return $"{Counted(Count(AuditMark.GradientNotFinite), "gradient")} not finite: how much is lost is not known.";
        }
        else if (lost is { } part && Short(100 * part, 3) is not "0" and var share)
        {
            yield return $"Of the gradient {share} % is lost"
                + (harmful is { } beyond && Short(100 * beyond, 3) != share ? $", {Short(100 * beyond, 3)} % beyond what σ rounds." : ".");
        }

        if (Batches.Count > 0)
        {
            yield return AuditBatches.FineFrom(Batches) is { } size
                ? $"From batches of {size} on no mean is off by more than 1 %, over {Samples.Batches.Shuffles} random orders{OfSample}."
                : $"Of batches of up to {Batches[^1].Size}, some of each size have a mean that is off by more than 1 %{OfSample}.";
        }

        if (Verdict is "visible" or "harmful" && Loss.IsWeightedCrossEntropy && tally.Count > 0)
        {
            yield return AuditAdvice.For(Loss, Format);
        }
    }

    private string OfSample => tally.Count > AuditTally.Kept ? $" of {AuditTally.Kept} samples picked at random" : "";

    private static double? Over(ExactSum sum, long count) => Over(sum, (Rational)new Dyadic(count, 0));

    private static double? Over(ExactSum sum, Rational divisor) => divisor.Sign == 0 ? null
        : sum.NotFinite ?? Float64.Round(sum.Value / divisor).Value;

    private static string Counted(long count, string what, string? many = null) => $"{count} {(count == 1 ? what : many ?? what + "s")}";

    private static string Whole(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(double? value) => value is { } number ? Number.From(new Float64(number)).Text : "";

    private static string Short(double? value, int digits = 6) => value is not { } number ? ""
        : double.IsFinite(number) ? number.ToString($"g{digits}", CultureInfo.InvariantCulture)
        : Text(number);

    private string InFormat(double? value) => value is { } number ? Format.Run(new Shortest(number)) : "";

    private string Raw(double value) => areProbabilities || tally.Range.Least > tally.Range.Largest ? "" : InFormat(value);

    private double? Relative() => tally.Exact.NotFinite is not null ? double.NaN
        : tally.Loss.NotFinite is { } special ? special
        : tally.Exact.Value.Sign == 0 ? (tally.Loss.Value.Sign == 0 ? 0 : double.PositiveInfinity)
        : Float64.Round((tally.Loss.Value / tally.Exact.Value) - 1).Value;

    private string Judged()
    {
        if (tally.Count == 0 || Count(AuditMark.Broken) > 0 || harmful >= HarmfulGradient)
        {
            return "harmful";
        }

        if (ClippedWrong > 0)
        {
            return IsOff || IsCommonBatchOff ? "visible" : "fine";
        }

        return Clipped > 0 ? "saturated" : IsCommonBatchOff ? "visible" : "fine";
    }

    // What is not known may be off.
    private bool IsOff => RelativeDifference is { } off ? !(Math.Abs(off) < VisibleMean)
        : Bounds is not var (low, high) || Mean < low * (1 - VisibleMean) || Mean > high * (1 + VisibleMean);

    // Of fewer samples than a batch has, as many as the largest power of 2.
    private bool IsCommonBatchOff => Batches.LastOrDefault(size => size.Size <= CommonBatch) is { Off: > 0 };

    private sealed class Shortest(double value) : IFormatWork<string>
    {
        public string Run<T>()
            where T : struct, IFloat<T> => Rounded.Converted<Float64, T>(new(value)).ToText();
    }
}

/// <summary>What a user wants an exit code of 1 for.</summary>
internal sealed record FailOn(string Word, double Limit);
