using System.Globalization;
using Experiments.Network;
using Experiments.Output.Files;
using Experiments.Tests.Output.Figures;

namespace Experiments.Tests.Network;

/// <summary>The strip of seeds, read from its SVG, against the committed table of 20 seeds.</summary>
public class SeedsFigureTests
{
    private const string Orange = "#E69F00";
    private const string Blue = "#0072B2";

    private static readonly string[] Ends = ["class0_raw_min", "class0_raw_max", "class1_raw_min", "class1_raw_max"];

    private static readonly SeedResult[] Committed =
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "output", "network-seeds.csv")).Skip(1)
            .Select(row => row.Split(','))
            .Select(cells => new SeedResult(
                ulong.Parse(cells[0], CultureInfo.InvariantCulture),
                int.Parse(cells[1], CultureInfo.InvariantCulture),
                cells[2],
                cells[3],
                cells[4])),
    ];

    [Fact]
    public void Seeds_stand_in_the_order_of_their_largest_output_of_class_1_and_the_lower_median_is_marked()
    {
        var drawn = new Drawn(SeedsFigure.Draw(Committed, ["about"]));
        var order = Committed.Where(result => result.Quantity == "class1_raw_max").OrderBy(Value).ToArray();
        Assert.Equal(20, order.Length);
        Assert.Contains($"seed {order[9].Seed}: the lower median", drawn.Words);

        // The data area goes from 54 to 820 across, a twentieth a seed.
        var marked = drawn.Paths("black")
            .Single(path => path.Length == 2 && path[0].X == path[1].X && Math.Abs(path[0].Y - path[1].Y) > 200);
        Assert.Equal(54 + ((9 + 0.5) / 20 * 766), marked[0].X, 0.02);
        string[] seeds = [.. order.Select(result => result.Seed.ToString(CultureInfo.InvariantCulture))];

        // Their numbers stand lowest of all.
        Assert.Equal(seeds, seeds.OrderBy(seed => drawn.Boxes(seed).MaxBy(box => box.Top).Left));
    }

    [Fact]
    public void A_bar_goes_from_the_least_to_the_largest_output_of_a_class()
    {
        var drawn = new Drawn(SeedsFigure.Draw(Committed, ["about"]));
        foreach (var (label, colour) in new[] { (1, Orange), (0, Blue) })
        {
            var bars = drawn.Paths(colour).Where(path => path.Length == 2 && path[0].X == path[1].X).OrderBy(path => path[0].X).ToArray();
            Assert.Equal(20, bars.Length);
            var order = Committed.Where(result => result.Quantity == "class1_raw_max").OrderBy(Value).Select(result => result.Seed);
            double[] lengths = [.. order.Select(seed => Of(seed, $"class{label}_raw_max") - Of(seed, $"class{label}_raw_min"))];

            // One scale for all: pixels a unit of raw output.
            var scale = bars.Zip(lengths, (bar, length) => Math.Abs(bar[0].Y - bar[1].Y) / length).ToArray();
            Assert.All(scale, one => Assert.Equal(scale[0], one, 0.01));
        }
    }

    [Fact]
    public void The_number_of_clipped_images_of_class_1_stands_above_each_seed()
    {
        var drawn = new Drawn(SeedsFigure.Draw(Committed, []));
        foreach (var clipped in Committed.Where(result => result.Quantity == "class1_clipped"))
        {
            Assert.Contains(clipped.Value, drawn.Words);
        }
    }

    [Fact]
    public void The_committed_picture_is_drawn_from_the_committed_table()
    {
        Assert.SkipUnless(Redrawing.IsHome, "pictures are the same bytes on x86-64 Linux");
        var figure = SeedsFigure.Draw(Committed, ["Fashion-MNIST, class 1 shirt, class 0 T-shirt/top", "recipe-a"]);
        Assert.Equal(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "output", "network-seeds.png")), figure.ToPng());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(100)]
    public void Any_number_of_seeds_can_be_drawn(int count)
    {
        SeedResult[] results =
        [
            .. Enumerable.Range(1, count).SelectMany(seed =>
                Ends.Select((quantity, i) =>
                    new SeedResult((ulong)seed, 3, quantity, "", $"{seed + i}"))),
        ];
        var drawn = new Drawn(SeedsFigure.Draw(results, ["about"]));
        Assert.Contains($"seed {(count + 1) / 2}: the lower median", drawn.Words);
    }

    private static double Of(ulong seed, string quantity) =>
        Value(Committed.Single(result => result.Seed == seed && result.Quantity == quantity));

    private static double Value(SeedResult result) => double.Parse(result.Value, CultureInfo.InvariantCulture);
}
