using Experiments.Numerics.Exact;

namespace Experiments.Output.Figures;

/// <summary>
/// How many values lie between neighbouring edges, ascending; a bin holds its lower edge, the last bin its upper edge
/// too.
/// </summary>
public sealed class Histogram
{
    /// <summary>Counts values; those beyond the edges are counted in the outermost bins.</summary>
    public Histogram(double[] edges, IEnumerable<double> values)
    {
        ArgumentNullException.ThrowIfNull(edges);
        ArgumentNullException.ThrowIfNull(values);
        Edges = edges;
        var counts = new int[edges.Length - 1];
        foreach (var value in values)
        {
            var bin = Bisection.First(0, edges.Length, i => edges[i] > value) - 1;
            counts[Math.Clamp(bin, 0, counts.Length - 1)]++;
        }

        Counts = counts;
    }

    /// <summary>Values that were counted already.</summary>
    public Histogram(double[] edges, IReadOnlyList<int> counts) => (Edges, Counts) = (edges, counts);

    /// <summary>The edges, one more than bins.</summary>
    public IReadOnlyList<double> Edges { get; }

    /// <summary>The number of values in each bin.</summary>
    public IReadOnlyList<int> Counts { get; }

    /// <summary>
    /// Edges around an extent: multiples of the shortest round length that is no shorter than a width.
    /// </summary>
    public static double[] RoundEdges(Extent extent, double width)
    {
        var step = Step.AtLeast(width);

        // An end that is a multiple may come out a rounding error beside it.
        const double slack = 1e-9;
        var first = (long)Math.Floor((extent.Min / step.Value) + slack);
        var last = Math.Max(first + 1, (long)Math.Ceiling((extent.Max / step.Value) - slack));
        return [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => Decimals.Value((first + i) * step.Factor, step.Exponent))];
    }
}
