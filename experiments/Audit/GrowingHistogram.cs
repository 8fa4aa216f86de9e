using System.Runtime.InteropServices;

namespace Experiments.Audit;

/// <summary>
/// Counts of values in bins whose width is a power of 2: as wide as it takes for a hundred or so to hold every finite
/// value, whatever the order in which they come. ±∞ has no bin.
/// </summary>
internal sealed class GrowingHistogram
{
    private const int Most = 100;
    private const int LeastExponent = -6;

    // So many bins from 0 on can be told apart in float64.
    private const double MostPlaces = 1L << 52;

    private readonly Dictionary<long, long> counts = [];
    private int exponent = LeastExponent;
    private (double Least, double Largest) range = (double.PositiveInfinity, double.NegativeInfinity);

    /// <summary>The bins that have values, ascending: from where to where, and how many.</summary>
    public IReadOnlyList<(double From, double To, long Count)> Bins =>
        [.. counts.OrderBy(bin => bin.Key).Select(bin => (Edge(bin.Key), Edge(bin.Key + 1), bin.Value))];

    /// <summary>Counts a value.</summary>
    public void Add(double value)
    {
        if (double.IsFinite(value))
        {
            if (value < range.Least || value > range.Largest)
            {
                range = (Math.Min(range.Least, value), Math.Max(range.Largest, value));
                Widen(exponent);
            }

            CollectionsMarshal.GetValueRefOrAddDefault(counts, Bin(value), out _)++;
        }
    }

    /// <summary>The counts of both, in bins as wide as either asks for.</summary>
    public GrowingHistogram With(GrowingHistogram other)
    {
        var sum = new GrowingHistogram
        {
            range = (Math.Min(range.Least, other.range.Least), Math.Max(range.Largest, other.range.Largest)),
            exponent = Math.Max(exponent, other.exponent),
        };
        foreach (var one in new[] { this, other })
        {
            foreach (var (bin, count) in one.counts)
            {
                var place = Wider(bin, sum.exponent - one.exponent);
                sum.counts[place] = sum.counts.GetValueOrDefault(place) + count;
            }
        }

        sum.Widen(sum.exponent);
        return sum;
    }

    /// <summary>Both in bins of one width.</summary>
    public static (GrowingHistogram One, GrowingHistogram Other) Alike(GrowingHistogram one, GrowingHistogram other)
    {
        var empty = new GrowingHistogram
        {
            range = (Math.Min(one.range.Least, other.range.Least), Math.Max(one.range.Largest, other.range.Largest)),
            exponent = Math.Max(one.exponent, other.exponent),
        };
        empty.Widen(empty.exponent);
        return (one.With(empty), other.With(empty));
    }

    private void Widen(int from)
    {
        if (range.Least > range.Largest)
        {
            return;
        }

        var to = from;
        while (Math.ScaleB(range.Largest, -to) - Math.ScaleB(range.Least, -to) > Most
            || Math.ScaleB(Math.Max(Math.Abs(range.Least), Math.Abs(range.Largest)), -to) > MostPlaces)
        {
            to++;
        }

        if (to > exponent)
        {
            var before = counts.ToArray();
            counts.Clear();
            foreach (var (bin, count) in before)
            {
                var place = Wider(bin, to - exponent);
                counts[place] = counts.GetValueOrDefault(place) + count;
            }

            exponent = to;
        }
    }

    // C# takes a shift's count modulo 64.
    private static long Wider(long bin, int by) => bin >> Math.Min(63, by);

    // What scales to −0 is below 0.
    private long Bin(double value) => (long)Math.Floor(Math.ScaleB(value, -exponent)) is var bin && bin == 0 && value < 0 ? -1 : bin;

    private double Edge(long bin) => Math.ScaleB(bin, exponent);
}
