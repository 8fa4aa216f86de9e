using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Experiments.Losses;
using Experiments.Losses.Formula;
using Experiments.Losses.Frameworks;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Audit;

/// <summary>
/// Reads samples, rounds them to a format T, and tallies what a loss computed in T makes of each beside the exact loss.
/// </summary>
internal sealed class Auditor<T>
    where T : struct, IFloat<T>
{
    // Within 1.5 and 2.5 last places of float64, and for labels between 2.5 and 6 of its larger part: see the formula's
    // proofs.
    private static readonly Evaluator<Float64> Truth = new(SplitLoss.Split.Value, SplitLoss.Split.Gradient);

    private const int Few = 16;

    // A right answer whose gradient is off by no more has learnt what the format lets it: its probability is 1 or 0 to within
    // three steps next to 1. Where Keras' clip begins in float32, a gradient of 1.5 steps is lost.
    private static readonly double Learnt = 3 * Limits<T>.MachineEpsilon.ToDouble();

    private static readonly T Largest = T.Round((Rational)T.Parameters!.Value.Largest);

    private readonly bool areProbabilities;
    private readonly bool isComparable;
    private readonly bool hasTruth;
    private readonly bool hasGradient;
    private readonly Func<Rational, Rational> labelOf;
    private readonly double weight;
    private readonly (T Low, T High)? clip;
    private readonly Evaluator<T> own;

    /// <summary>For a loss that takes what is given, with the labels that are made of those given.</summary>
    public Auditor(Loss loss, bool areProbabilities, Func<Rational, Rational> labelOf)
    {
        this.labelOf = labelOf;
        (this.areProbabilities, hasGradient) = (areProbabilities, loss.HasGradient);
        isComparable = loss.IsWeightedCrossEntropy;
        weight = Float64.Round(loss.Weight).Value;
        clip = ProbabilityClip.Of<T>(loss);
        hasTruth = isComparable && !areProbabilities;
        var sigmoid = areProbabilities ? Expression.X : loss.Sigmoid.Of(Expression.X);
        var value = areProbabilities ? loss.ValueThrough(Expression.X) : loss.Value;
        var gradient = areProbabilities ? loss.GradientThrough(Expression.X) : loss.Gradient;
        own = new(sigmoid, value, gradient, areProbabilities ? Expression.X : TensorFlow.Logits.With(new() { Weight = loss.Weight }).Value);
    }

    /// <summary>The tally of all samples.</summary>
    public AuditTally Tally(IEnumerable<SampleBlock<T>> blocks, Action<long> progress, CancellationToken cancellation)
    {
        var (all, done) = (new AuditTally(), 0L);
        using var tallies = new ThreadLocal<AuditTally>(() => new(), trackAllValues: true);

        // Blocks are read one by one, whichever thread asks for the next.
        Parallel.ForEach(
            Partitioner.Create(blocks, EnumerablePartitionerOptions.NoBuffering),
            new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount },
            block =>
            {
                Add(block, tallies.Value!);
                progress(Interlocked.Add(ref done, block.Given.Length));
            });
        foreach (var tally in tallies.Values)
        {
            all.Add(tally);
        }

        return all;
    }

    private void Add(SampleBlock<T> block, AuditTally tally)
    {
        // Samples of one label are evaluated together.
        foreach (var (written, places) in ByLabel(block))
        {
            var smoothed = labelOf(written.Exact);
            var label = T.Round(smoothed);
            var given = places.ConvertAll(i => block.Given[i]).ToArray();
            T[][] results = [.. Enumerable.Range(0, 4).Select(_ => new T[given.Length])];
            Fill(own, given, results, label);
            Float64[][] truth = [new Float64[given.Length], new Float64[given.Length]];
            if (hasTruth)
            {
                Fill(Truth, Array.ConvertAll(given, InFloat64), truth, Float64.Round(smoothed));
            }

            var target = Float64.Round(smoothed);
            var (up, down) = (End(label, isUp: true), End(label, isUp: false));
            for (var k = 0; k < given.Length; k++)
            {
                var sample = new AuditedSample(block.Rows[places[k]], block.Outputs[places[k]])
                {
                    Raw = areProbabilities ? double.NaN : given[k].ToDouble(),
                    Label = written.ToDouble(),
                    Probability = results[0][k].ToDouble(),
                    Loss = results[1][k].ToDouble(),
                    Gradient = hasGradient ? results[2][k].ToDouble() : double.NaN,
                    Logits = areProbabilities ? double.NaN : results[3][k].ToDouble(),
                    Exact = hasTruth ? weight * truth[0][k].Value : double.NaN,
                    ExactGradient = !isComparable ? double.NaN
                        : weight * (areProbabilities ? results[0][k].ToDouble() - target.Value : truth[1][k].Value),
                };
                var end = given[k].ToDouble() > (areProbabilities ? 0.5 : 0) ? up : down;
                var isHeld = clip is var (low, high) ? !(results[0][k] > low) || !(results[0][k] < high)
                    : SaturatedEnds<T>.Same(results[1][k], end.Loss) && (!hasGradient || SaturatedEnds<T>.Same(results[2][k], end.Gradient))
                        && !T.Abs(given[k]).Equals(Largest);
                Add(sample, given[k], target.Value, isHeld, tally);
            }
        }
    }

    /// <summary>All values of an evaluator; few of them one by one, which begins sooner.</summary>
    private static void Fill<TAny>(Evaluator<TAny> evaluator, TAny[] x, TAny[][] results, TAny label)
        where TAny : struct, IFloat<TAny>
    {
        if (x.Length > Few)
        {
            evaluator.All(x, results, label);
            return;
        }

        for (var i = 0; i < x.Length; i++)
        {
            var values = evaluator.All(x[i], label);
            for (var k = 0; k < results.Length; k++)
            {
                results[k][i] = values[k];
            }
        }
    }

    private static Dictionary<T, List<int>> ByLabel(SampleBlock<T> block)
    {
        var alike = new Dictionary<T, List<int>>();
        for (var i = 0; i < block.Labels.Length; i++)
        {
            (CollectionsMarshal.GetValueRefOrAddDefault(alike, block.Labels[i], out _) ??= []).Add(i);
        }

        return alike;
    }

    private void Add(AuditedSample sample, T given, double target, bool isHeld, AuditTally tally)
    {
        var value = given.ToDouble();
        MarkIf(sample.Output == 1, AuditMark.Rows);
        tally.Reported.Add(sample.Loss);
        if (!double.IsFinite(value))
        {
            tally.Mark(double.IsNaN(value) ? AuditMark.NaN : AuditMark.Infinite);
            return;
        }

        tally.Add(sample, value);
        var side = value.CompareTo(areProbabilities ? 0.5 : 0);
        var isRight = side != 0 && (sample.Label > 0.5) == (side > 0);
        var hasSide = side != 0 && sample.Label != 0.5;
        var isOne = sample.Label > 0.5;
        MarkIf(sample.Label != 0.5, isOne ? AuditMark.Label1 : AuditMark.Label0);
        MarkIf(sample.Probability == 0, AuditMark.SigmoidZero);
        MarkIf(sample.Probability == 1, AuditMark.SigmoidOne);
        var isSaturated = hasSide && isHeld;
        if (isSaturated)
        {
            tally.Mark((isRight, isOne) switch
            {
                (true, true) => AuditMark.ClippedRightLabel1,
                (true, false) => AuditMark.ClippedRightLabel0,
                (false, true) => AuditMark.ClippedWrongLabel1,
                _ => AuditMark.ClippedWrongLabel0,
            });
        }

        MarkIf(hasSide && !isRight && sample.Gradient == 0, AuditMark.ZeroGradientWrong);
        MarkIf(double.IsNaN(sample.Loss), AuditMark.LossNaN);
        MarkIf(double.IsInfinity(sample.Loss), AuditMark.LossInfinite);
        MarkIf(!double.IsFinite(sample.Loss) || (hasGradient && !double.IsFinite(sample.Gradient)), AuditMark.Broken);
        tally.Loss.Add(sample.Loss);
        if (areProbabilities)
        {
            var (low, high) = ProbabilityBounds.Of(given, target);
            tally.Low.Add(weight * low);
            tally.High.Add(weight * high);
        }
        else
        {
            tally.Logits.Add(sample.Logits);
        }

        if (hasTruth)
        {
            tally.Exact.Add(sample.Exact);
        }

        MarkIf(hasGradient && !double.IsFinite(sample.Gradient), AuditMark.GradientNotFinite);
        if (hasGradient && isComparable)
        {
            var difference = Math.Abs(sample.Gradient - sample.ExactGradient);
            tally.GradientDifference.Add(difference);
            tally.HarmfulDifference.Add(isRight && difference <= weight * Learnt ? 0 : difference);
            tally.GradientSize.Add(Math.Abs(sample.ExactGradient));
        }

        void MarkIf(bool holds, AuditMark mark)
        {
            if (holds)
            {
                tally.Mark(mark);
            }
        }
    }

    /// <summary>Loss and gradient at the far end of a side: from somewhere on, they may not depend on x.</summary>
    private (T Loss, T Gradient) End(T label, bool isUp)
    {
        var values = own.All(areProbabilities ? (isUp ? T.One : T.Zero) : isUp ? Largest : -Largest, label);
        return (values[1], values[2]);
    }

    // Every format here has its numbers among float64's.
    private static Float64 InFloat64(T value) => new(value.ToDouble());
}
