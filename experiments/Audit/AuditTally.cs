using Experiments.Numerics.Exact;
using Experiments.Training.Random;

namespace Experiments.Audit;

/// <summary>
/// What is counted and summed over samples. Tallies of parts add up to that of the whole, in any order.
/// </summary>
internal sealed class AuditTally
{
    /// <summary>How many samples are kept for batches and for other losses.</summary>
    public const int Kept = 100_000;

    private const int Worst = 20;
    private const ulong Seed = 1;

    private readonly List<(ulong Key, AuditedSample Sample)> kept = [];
    private readonly PriorityQueue<AuditedSample, AuditedSample> worst = new(Comparer<AuditedSample>.Create(LessFirst));
    private readonly long[] marks = new long[Enum.GetValues<AuditMark>().Length];
    private ulong largestKey = ulong.MaxValue;

    /// <summary>How many samples there are whose raw output is finite.</summary>
    public long Count { get; private set; }

    /// <summary>How many samples have a mark.</summary>
    public long this[AuditMark mark] => marks[(int)mark];

    /// <summary>Sums of losses and gradients.</summary>
    public ExactSum Loss { get; } = new();

    /// <summary>The sum of losses that the library has: those of NaN and ±∞ too, which all others leave out.</summary>
    public ExactSum Reported { get; } = new();

    public ExactSum Logits { get; } = new();

    public ExactSum Exact { get; } = new();

    public ExactSum GradientDifference { get; } = new();

    public ExactSum GradientSize { get; } = new();

    /// <summary>The difference but for right answers whose gradient is off by no more than σ's rounding next to 1.</summary>
    public ExactSum HarmfulDifference { get; } = new();

    /// <summary>Lower and upper bounds of the exact loss, where probabilities alone are known.</summary>
    public ExactSum Low { get; } = new();

    public ExactSum High { get; } = new();

    /// <summary>The least and the largest value that was given.</summary>
    public (double Least, double Largest) Range { get; private set; } = (double.PositiveInfinity, double.NegativeInfinity);

    /// <summary>Values of label 1 and of the others in bins.</summary>
    public GrowingHistogram Ones { get; private set; } = new();

    public GrowingHistogram Zeros { get; private set; } = new();

    /// <summary>The samples with the largest differences, the largest first.</summary>
    public IReadOnlyList<AuditedSample> WorstSamples =>
        [.. worst.UnorderedItems.Select(item => item.Element).Order(Comparer<AuditedSample>.Create((one, other) => LessFirst(other, one)))];

    /// <summary>All samples in the order of the file, or 100,000 of them picked at random.</summary>
    public IReadOnlyList<AuditedSample> Sample
    {
        get
        {
            Shorten();
            AuditedSample[] samples = [.. kept.Select(item => item.Sample)];
            Array.Sort(samples, AuditedSample.InOrder);
            return samples;
        }
    }

    /// <summary>Counts a sample that has a mark.</summary>
    public void Mark(AuditMark mark) => marks[(int)mark]++;

    /// <summary>Takes a sample in.</summary>
    public void Add(AuditedSample sample, double given)
    {
        Count++;
        Range = (Math.Min(Range.Least, given), Math.Max(Range.Largest, given));
        (sample.Label > 0.5 ? Ones : Zeros).Add(given);
        Contend(sample);

        // Of those with the least keys, which are random and the row's own: no order of reading picks others.
        var key = Streams.Derive(Seed, (ulong)sample.Row, (ulong)sample.Output);
        if (key <= largestKey)
        {
            kept.Add((key, sample));
            if (kept.Count >= 2 * Kept)
            {
                Shorten();
            }
        }
    }

    /// <summary>Takes in what another has counted.</summary>
    public void Add(AuditTally other)
    {
        Count += other.Count;
        foreach (var mark in Enum.GetValues<AuditMark>())
        {
            marks[(int)mark] += other[mark];
        }

        Loss.Add(other.Loss);
        Reported.Add(other.Reported);
        Logits.Add(other.Logits);
        Exact.Add(other.Exact);
        GradientDifference.Add(other.GradientDifference);
        GradientSize.Add(other.GradientSize);
        HarmfulDifference.Add(other.HarmfulDifference);
        Low.Add(other.Low);
        High.Add(other.High);
        Range = (Math.Min(Range.Least, other.Range.Least), Math.Max(Range.Largest, other.Range.Largest));
        (Ones, Zeros) = (Ones.With(other.Ones), Zeros.With(other.Zeros));
        foreach (var (sample, _) in other.worst.UnorderedItems)
        {
            Contend(sample);
        }

        kept.AddRange(other.kept);
        Shorten();
    }

    // The queue gives away its first: the least difference, of equal ones the later row. NaN is no difference.
    private static int LessFirst(AuditedSample one, AuditedSample other) =>
        one.Difference != other.Difference ? one.Difference.CompareTo(other.Difference) : AuditedSample.InOrder(other, one);

    private void Contend(AuditedSample sample)
    {
        if (!(sample.Difference > 0) || (worst.Count == Worst && LessFirst(sample, worst.Peek()) < 0))
        {
            return;
        }

        worst.Enqueue(sample, sample);
        if (worst.Count > Worst)
        {
            worst.Dequeue();
        }
    }

    private void Shorten()
    {
        if (kept.Count > Kept)
        {
            kept.Sort((one, other) =>
                one.Key != other.Key ? one.Key.CompareTo(other.Key) : AuditedSample.InOrder(one.Sample, other.Sample));
            kept.RemoveRange(Kept, kept.Count - Kept);
            largestKey = kept[^1].Key;
        }
    }
}

/// <summary>What a sample can be.</summary>
internal enum AuditMark
{
    /// <summary>The first of its row.</summary>
    Rows,

    /// <summary>Of a label nearer to 1.</summary>
    Label1,

    /// <summary>Of a label nearer to 0.</summary>
    Label0,

    /// <summary>Its sigmoid is exactly 0.</summary>
    SigmoidZero,

    /// <summary>Its sigmoid is exactly 1.</summary>
    SigmoidOne,

    /// <summary>A right answer of label 1 whose loss no longer depends on x.</summary>
    ClippedRightLabel1,

    /// <summary>A wrong one.</summary>
    ClippedWrongLabel1,

    /// <summary>A right answer of label 0.</summary>
    ClippedRightLabel0,

    /// <summary>A wrong one.</summary>
    ClippedWrongLabel0,

    /// <summary>A wrong answer whose gradient is exactly 0.</summary>
    ZeroGradientWrong,

    /// <summary>Its raw output is NaN.</summary>
    NaN,

    /// <summary>Its raw output is ±∞.</summary>
    Infinite,

    /// <summary>Its raw output is finite, and its loss NaN.</summary>
    LossNaN,

    /// <summary>Its raw output is finite, and its loss ±∞.</summary>
    LossInfinite,

    /// <summary>Its raw output is finite, and its gradient not.</summary>
    GradientNotFinite,

    /// <summary>A finite raw output whose loss or gradient is not finite.</summary>
    Broken,
}
