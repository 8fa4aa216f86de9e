using Experiments.Losses;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Census;

/// <summary>
/// The verdicts of <see cref="LossSweep{T}"/> on a loss with a label, from as few numbers as prove them.
/// </summary>
/// <remarks>
/// TensorFlow's loss L = a + log1p(e^−|x|), a = max(x, 0) − x·y, has an a without error. With unit roundoff u and least
/// number η, its three other roundings move it by less than 4u of it and 2η, and the exact loss E is rounded once. So E
/// lies within 8u of L and 4η of it, and is formed only where that leaves the verdict on a single number open. E is
/// monotone in x; so are the naive losses. Keras' loss is TensorFlow's of a z that is monotone. Where the sign is the
/// label's, a is 0, and both are monotone too; elsewhere they are, but for 16u and 8η. So between two numbers of one
/// sign all losses lie within bounds that follow from those two. Where these allow only one verdict, the shortcut takes
/// it; elsewhere it looks at both halves.
/// </remarks>
internal sealed class LossCensus<T>
    where T : struct, IFloat<T>
{
    // A loss of fewer least numbers has bounds too wide for use.
    private const int Few = 1 << 12;

    private readonly NumberLine<T> line;
    private readonly CancellationToken cancellation;
    private readonly CountedLoss counted;
    private readonly T label;
    private readonly double unit;
    private readonly double least;
    private readonly Evaluator<T> exact = ArticleLosses.Exact.Value.In<T>();
    private readonly Evaluator<T> all;
    private readonly int zeroFrom;

    /// <summary>The census of a loss and label.</summary>
    public LossCensus(NumberLine<T> line, CountedLoss counted, bool label, CancellationToken cancellation)
    {
        (this.line, this.cancellation, this.counted, IsOne) = (line, cancellation, counted, label);
        this.label = label ? T.One : T.Zero;
        unit = Math.ScaleB(1, -T.Parameters!.Value.Precision);
        least = Math.ScaleB(1, T.Parameters!.Value.EminSubnormal);
        all = new(counted.Loss.Value, ArticleLosses.Logits.Value, counted.Raw ?? Expression.X);

        // Beyond it a right answer's exact loss is 0.
        zeroFrom = Bisection.First(0, line.Count, place => exact.At(line.At(!label, place), this.label).IsZero);
    }

    private bool IsOne { get; }

    /// <summary>The runs of equal verdicts on the negative numbers, or on the positive, from ±0 on.</summary>
    public VerdictRun[] Runs(bool isNegative)
    {
        var found = new List<VerdictRun>();
        Halve(End(isNegative, 0), End(isNegative, line.Count - 1), found);
        return [.. VerdictRun.Merge(found)];
    }

    /// <summary>The verdict on the loss of one number.</summary>
    public LossVerdict Single(T x) => LossVerdicts.Of(all.All(x, label)[0], exact.At(x, label));

    /// <summary>The verdicts between two numbers, both included, in order.</summary>
    private void Halve(in Sight from, in Sight to, List<VerdictRun> found)
    {
        cancellation.ThrowIfCancellationRequested();
        if (Common(from, to) is { } verdict)
        {
            found.Add(new(from.Place, to.Place + 1, verdict));
        }
        else if (to.Place - from.Place <= 1)
        {
            found.Add(new(from.Place, from.Place + 1, Verdict(from.IsNegative, from.Place)));
            found.Add(new(to.Place, to.Place + 1, Verdict(to.IsNegative, to.Place)));
        }
        else
        {
            var middle = from.Place + ((to.Place - from.Place) / 2);
            Halve(from, End(from.IsNegative, middle), found);
            Halve(End(from.IsNegative, middle + 1), to, found);
        }
    }

    private LossVerdict Verdict(bool isNegative, int place) => Single(line.At(isNegative, place));

    /// <summary>The verdict on all losses between two numbers, where that can be known from them.</summary>
    private LossVerdict? Common(in Sight from, in Sight to)
    {
        if (double.IsNaN(from.Loss) != double.IsNaN(to.Loss))
        {
            return null;
        }

        var loss = new Bounds(from.Loss, from.Loss) | new Bounds(to.Loss, to.Loss);
        var isMonotone = counted.Raw is null || IsRight(from.IsNegative) || from.Raw.Equals(to.Raw);
        return LossVerdicts.Of(isMonotone ? loss : loss.Widened(16 * unit, 8 * least), from.Exact | to.Exact);
    }

    /// <summary>Bounds of the exact loss, from TensorFlow's.</summary>
    private Bounds Exact(bool isNegative, int place, double logits) =>
        IsRight(isNegative) && place >= zeroFrom ? default : new Bounds(logits, logits).Widened(8 * unit, 4 * least);

    private bool IsRight(bool isNegative) => isNegative != IsOne;

    private Sight End(bool isNegative, int place)
    {
        var x = line.At(isNegative, place);
        var values = all.All(x, label);
        var (loss, logits, raw) = (values[0].ToDouble(), values[1].ToDouble(), values[2].ToDouble());
        var bounds = Exact(isNegative, place, logits);
        if (bounds.High > 0 && logits < Few * least && exact.At(x, label).ToDouble() is var e)
        {
            bounds = new(e, e);
        }

        return new(isNegative, place, loss, raw, bounds);
    }

    /// <summary>A number, its loss, what its loss is TensorFlow's loss of, and bounds of its exact loss.</summary>
    private readonly record struct Sight(bool IsNegative, int Place, double Loss, double Raw, Bounds Exact);
}
