using Experiments.Output.Figures;

namespace Experiments.Tests.Output.Figures;

public class HistogramTests
{
    [Fact]
    public void A_bin_holds_its_lower_edge_and_the_last_one_its_upper_edge_too() =>
        Assert.Equal([2, 1, 3], new Histogram([0, 1, 2, 3], [0, Math.BitDecrement(1), 1, 2, 2.5, 3]).Counts);

    [Fact]
    public void Values_beyond_the_edges_are_in_the_outermost_bins() =>
        Assert.Equal([1, 2], new Histogram([0, 1, 2], [-5, 1e300, 2.1]).Counts);

    [Theory]
    [InlineData(-25.3, 21.8, 0.942, "-26", "22", 48)]
    [InlineData(0.3, 0.35, 0.02, "0.3", "0.36", 3)]
    [InlineData(5, 5, 0.5, "5", "5.5", 1)]
    [InlineData(-3e38, 3e38, 1.2e37, "-3e38", "3e38", 30)]
    public void Round_edges_are_multiples_of_a_round_width_around_the_extent(
        double min,
        double max,
        double width,
        string first,
        string last,
        int bins)
    {
        var edges = Histogram.RoundEdges(new(min, max), width);
        Assert.Equal(double.Parse(first, null), edges[0]);
        Assert.Equal(double.Parse(last, null), edges[^1]);
        Assert.Equal(bins, edges.Length - 1);
    }
}
