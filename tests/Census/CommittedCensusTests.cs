using System.Globalization;
using Experiments.Census;
using Experiments.Numerics.Formats;
using Experiments.Samples;

namespace Experiments.Tests.Census;

/// <summary>The committed census of float32 against what is known of it, and against another way to count.</summary>
public class CommittedCensusTests
{
    private static readonly string Output = Path.Combine(AppContext.BaseDirectory, "output");

    // Counted by a program of its own in vector instructions, verified against CORE-MATH and MPFR; ±0 and ±∞ as here.
    private const long Infinite = 2_060_023_896;
    private const long Exact = 62_043_526;
    private const long NaN = 16_777_214;

    private static bool IsExhaustive => Environment.GetEnvironmentVariable("EXHAUSTIVE") == "1";

    [Fact]
    public void Each_of_the_bit_patterns_is_in_one_row()
    {
        Assert.Equal(1L << 32, Sum(Rows(), 3));
        foreach (var cells in Rows().Where(cells => int.TryParse(cells[2], out _)))
        {
            var exponent = int.Parse(cells[2], CultureInfo.InvariantCulture);
            Assert.Equal($"{1L << Math.Min(23, exponent + 149)}", cells[3]);
        }
    }

    [Fact]
    public void The_counts_are_those_of_another_program() =>
        Assert.Equal((Exact, Infinite, NaN), (Sum(Rows(), 4), Sum(Rows(), 6), Sum(Rows(), 7)));

    [Fact]
    public void The_regions_begin_and_end_where_the_thresholds_are()
    {
        var regions = Rows("census-regions").ToDictionary(cells => cells[1] + cells[5]);
        var formats = Rows("formats").Single(cells => cells[0] == "float32");
        var header = File.ReadLines(Path.Combine(Output, "formats.csv")).First().Split(',').ToList();
        Assert.Equal(("16.635532", "-88.72284"), (regions["infinite+"][2], regions["infinite-"][3]));
        Assert.Equal(Cell("round_trip_infinite_from"), regions["infinite+"][2]);
        Assert.Equal(Cell("round_trip_negative_infinite_upto"), regions["infinite-"][3]);
        Assert.Equal(Cell("one_percent_from"), regions["one_percent_far+"][2]);
        Assert.Equal(Cell("one_percent_upto"), regions["one_percent_far-"][3]);
        Assert.Equal(Cell("small_error_upto"), regions["one_percent_near_zero+"][3]);
        Assert.Equal(Cell("small_error_from"), regions["one_percent_near_zero-"][2]);

        string Cell(string column) => formats[header.IndexOf(column)];
    }

    [Fact]
    public void What_regions_hold_is_what_rows_count()
    {
        foreach (var sign in "+-")
        {
            var rows = Rows().Where(cells => cells[1][0] == sign && cells[2] != "nan").ToArray();
            var regions = Rows("census-regions").Where(cells => cells[5][0] == sign)
                .ToDictionary(cells => cells[1], cells => long.Parse(cells[4], CultureInfo.InvariantCulture));
            Assert.Equal(Sum(rows, 4), regions["exact"]);
            Assert.Equal(Sum(rows, 5), regions["one_percent_near_zero"] + regions["one_percent_far"]);
            Assert.Equal(Sum(rows, 6), regions["infinite"]);
            Assert.Equal(Sum(rows, 7), regions["nan"]);
        }
    }

    /// <summary>The program's own copy of the network's raw outputs.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_raw_outputs_are_the_committed_ones(bool label) => Assert.Equal(
        Rows("network-trained").Where(cells => cells[1] == (label ? "1" : "0"))
            .Select(cells => float.Parse(cells[2], CultureInfo.InvariantCulture)),
        NetworkOutputs.Of(label));

    /// <summary>Every float32 number evaluated, none left out.</summary>
    [Fact]
    public void One_by_one_the_round_trips_of_float32_are_the_committed_ones()
    {
        Assert.SkipUnless(IsExhaustive, "2^32 numbers one by one: set EXHAUSTIVE=1");
        var rows = CensusRow.Of(new NumberLine<Float32>(), Census.How(isFast: false, Environment.ProcessorCount));
        Assert.Equal(Rows(), rows.Select(NumberCensus.RowTable.Cells));
    }

    [Fact]
    public void One_by_one_the_losses_of_float32_are_the_committed_ones()
    {
        Assert.SkipUnless(IsExhaustive, "2^32 numbers one by one: set EXHAUSTIVE=1");
        var shares = LossShares.Of(new NumberLine<Float32>(), Census.How(isFast: false, Environment.ProcessorCount));
        Assert.Equal(Rows("census-losses"), shares.Select(NumberCensus.LossTable.Cells));
    }

    private static long Sum(string[][] rows, int column) =>
        rows.Sum(cells => long.Parse(cells[column], CultureInfo.InvariantCulture));

    private static string[][] Rows(string stem = "census") => Census.Rows(File.ReadAllText(Path.Combine(Output, stem + ".csv")));
}
