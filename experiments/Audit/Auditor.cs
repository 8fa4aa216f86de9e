using Experiments.Losses;
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
    private static readonly Evaluator<Float64> Truth = new(ArticleLosses.Exact.Value, ArticleLosses.Exact.Gradient);

    private readonly bool areProbabilities;
    private readonly bool hasGradient;
    private readonly Evaluator<T> own;
    private readonly Evaluator<T> ends;

    /// <summary>For a loss that takes what is given.</summary>
    public Auditor(Loss loss, bool areProbabilities)
    {
        (this.areProbabilities, hasGradient) = (areProbabilities, loss.HasGradient);
        var sigmoid = areProbabilities ? Expression.X : loss.Sigmoid.Of(Expression.X);
        var value = areProbabilities ? loss.ValueThrough(Expression.X) : loss.Value;
        var gradient = areProbabilities ? loss.GradientThrough(Expression.X) : loss.Gradient;
        own = new(sigmoid, value, gradient, areProbabilities ? Expression.X : TensorFlow.Logits.Value);
        ends = value.In<T>();
    }

    /// <summary>The tally of all samples.</summary>
    public AuditTally Tally(IEnumerable<SampleBlock<T>> blocks, Action<long> progress, CancellationToken cancellation)
    {
        var (all, done) = (new AuditTally(), 0L);

        // Blocks are read one by one, whichever thread asks for the next.
        Parallel.ForEach(
            System.Collections.Concurrent.Partitioner.Create(blocks, System.Collections.Concurrent.EnumerablePartitionerOptions.NoBuffering),
            new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount },
            () => new AuditTally(),
            (block, _, tally) =>
            {
                Add(block, tally);
                progress(Interlocked.Add(ref done, block.Given.Length));
                return tally;
            },
            tally =>
            {
                lock (all)
                {
                    all.Add(tally);
                }
            });
        return all;
    }

    private void Add(SampleBlock<T> block, AuditTally tally)
    {
        // Samples of one label are evaluated together.
        foreach (var alike in Enumerable.Range(0, block.Given.Length).GroupBy(i => block.Labels[i]))
        {
            int[] places = [.. alike];
            T[] given = [.. places.Select(i => block.Given[i])];
            T[][] results = [.. Enumerable.Range(0, 4).Select(_ => new T[given.Length])];
            own.All(given, results, alike.Key);
            Float64[][] truth = [new Float64[given.Length], new Float64[given.Length]];
            if (!areProbabilities)
            {
                Truth.All([.. given.Select(Rounded.Converted<T, Float64>)], truth, Rounded.Converted<T, Float64>(alike.Key));
            }

            var (right, wrong) = (Saturated(alike.Key, isRight: true), Saturated(alike.Key, isRight: false));
            for (var k = 0; k < given.Length; k++)
            {
                var sample = new AuditedSample(block.Rows[places[k]], block.Outputs[places[k]])
                {
                    Raw = areProbabilities ? double.NaN : given[k].ToDouble(),
                    Label = alike.Key.ToDouble(),
                    Probability = results[0][k].ToDouble(),
                    Loss = results[1][k].ToDouble(),
                    Gradient = hasGradient ? results[2][k].ToDouble() : double.NaN,
                    Logits = areProbabilities ? double.NaN : results[3][k].ToDouble(),
                    Exact = areProbabilities ? double.NaN : truth[0][k].Value,
                    ExactGradient = areProbabilities ? results[0][k].ToDouble() - alike.Key.ToDouble() : truth[1][k].Value,
                };
                Add(sample, given[k], results[1][k], right, wrong, tally);
            }
        }
    }

    private void Add(AuditedSample sample, T given, T loss, T right, T wrong, AuditTally tally)
    {
        var value = given.ToDouble();
        tally.Add(sample, value);
        var side = value.CompareTo(areProbabilities ? 0.5 : 0);
        var isRight = side != 0 && (sample.Label > 0.5) == (side > 0);
        var hasSide = side != 0 && sample.Label != 0.5 && !double.IsNaN(value);
        var of = sample.Label > 0.5 ? "label1" : "label0";
        MarkIf(sample.Label != 0.5, of);
        MarkIf(sample.Output == 1, "rows");
        MarkIf(sample.Probability == 0, "sigmoid_zero");
        MarkIf(sample.Probability == 1, "sigmoid_one");
        MarkIf(hasSide && Same(loss, isRight ? right : wrong), $"clipped_{(isRight ? "right" : "wrong")}_{of}");
        MarkIf(hasSide && !isRight && sample.Gradient == 0, "zero_gradient_wrong");
        MarkIf(double.IsNaN(sample.Loss), "nan");
        MarkIf(double.IsInfinity(sample.Loss), "infinite");
        MarkIf(double.IsFinite(value) && (!double.IsFinite(sample.Loss) || (hasGradient && !double.IsFinite(sample.Gradient))), "broken");
        tally.Loss.Add(sample.Loss);
        if (areProbabilities)
        {
            var (low, high) = ProbabilityBounds.Of(given, sample.Label);
            tally.Low.Add(low);
            tally.High.Add(high);
        }
        else
        {
            tally.Logits.Add(sample.Logits);
            tally.Exact.Add(sample.Exact);
        }

        if (double.IsFinite(sample.Gradient) && double.IsFinite(sample.ExactGradient))
        {
            tally.GradientDifference.Add(Math.Abs(sample.Gradient - sample.ExactGradient));
            tally.GradientSize.Add(Math.Abs(sample.ExactGradient));
        }

        void MarkIf(bool holds, string word)
        {
            if (holds)
            {
                tally.Mark(word);
            }
        }
    }

    /// <summary>The loss at the far end of a side: from somewhere on, it does not depend on x.</summary>
    private T Saturated(T label, bool isRight)
    {
        var isUp = (label + label > T.One) == isRight;
        var largest = T.Round((Rational)T.Parameters!.Value.Largest);
        return ends.At(areProbabilities ? (isUp ? T.One : T.Zero) : isUp ? largest : -largest, label);
    }

    private static bool Same(T one, T other) => one.Equals(other) || (IsNaN(one) && IsNaN(other));

    private static bool IsNaN(T value) => !value.IsFinite && !value.IsInfinite;
}
