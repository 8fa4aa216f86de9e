using System.Reflection;
using Experiments.Network;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;
using Experiments.Training.Random;
using MathNet.Numerics.Statistics;

namespace Experiments.Tests.Network;

public class SeedSummaryTests
{
    private const double UnitRoundoff = 1.0 / (1L << 53);

    private static readonly string Committed = Path.Combine(AppContext.BaseDirectory, "output");

    public static TheoryData<string, double[]> Values => new()
    {
        { "one value", [-7.25] },
        { "equal values", [0.1, 0.1, 0.1, 0.1] },
        { "tenths", [.. Enumerable.Range(1, 20).Select(i => i / 10.0)] },
        { "a small spread far from 0", [.. Enumerable.Range(1, 21).Select(i => 1e9 + (i / 7.0))] },
        { "signs that cancel", [1e16, 1, -1e16, 3, -2.5, 1e-300] },
        { "random", Random(1000) },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void Every_number_is_within_its_bound_of_the_exact_one(string name, double[] values)
    {
        var summary = SeedSummary.Summarize(name, values);
        Rational[] exact = [.. values.Select(Exact).Order()];
        var n = exact.Length;
        var middle = (exact[(n - 1) / 2] + exact[n / 2]) / 2;
        Assert.Equal(
            (n, Float64.Round(middle).Value, values.Min(), values.Max()),
            (summary.Seeds, summary.Median, summary.Least, summary.Largest));

        // A step of the mean, m + (x − m)/k, rounds to u·(2·2M/k + M) at most, of which later steps leave k/n; the sum
        // is below (n/2 + 5)·u·M.
        var unit = Exact(UnitRoundoff) * Exact(values.Max(Math.Abs));
        var mean = exact.Aggregate((a, b) => a + b) / n;
        Assert.True(Rational.Abs(Exact(summary.Mean) - mean) <= unit * (n + 10) / 2);

        // The root of the sum of squares differs by no more than the root of the sum of the differences' squares: below
        // √2·(n + 7)·u·M.
        if (n > 1)
        {
            var variance = exact.Select(x => (x - mean) * (x - mean)).Aggregate((a, b) => a + b) / (n - 1);
            var (deviation, bound) = (Exact(summary.StandardDeviation), unit * ((2 * n) + 10));
            Assert.True((deviation + bound) * (deviation + bound) >= variance);
            Assert.True(deviation <= bound || (deviation - bound) * (deviation - bound) <= variance);
        }
    }

    [Fact]
    public void The_committed_summary_is_that_of_the_committed_seeds()
    {
        var rows = File.ReadLines(Path.Combine(Committed, "network-seeds.csv")).Skip(1).Select(line => line.Split(','));
        var results = rows.Select(cells =>
            new SeedResult(ulong.Parse(cells[0], null), int.Parse(cells[1], null), cells[2], cells[3], cells[4]));
        using var stream = new MemoryStream();
        SeedSummary.Table.Write(stream, SeedSummary.Summarize(results));
        Assert.Equal(File.ReadAllBytes(Path.Combine(Committed, "network-summary.csv")), stream.ToArray());
    }

    [Fact]
    public void Values_that_are_no_numbers_do_not_count_and_one_value_has_no_deviation()
    {
        SeedResult[] results = [new(1, 9, "a", "", "2.5"), new(2, 9, "a", "", "nan"), new(1, 9, "b", "", "inf"), new(2, 9, "c", "", "-0")];
        var summaries = SeedSummary.Summarize(results);
        Assert.Equal([("a", 1), ("c", 1)], summaries.Select(summary => (summary.Quantity, summary.Seeds)));
        Assert.Equal(["a", "1", "2.5", "2.5", "2.5", "2.5", ""], SeedSummary.Table.Cells(summaries[0]));
    }

    /// <summary>
    /// What MathNet is called for, and all that this calls in turn: + − × ÷ and comparisons are instructions, √ is
    /// Math.Sqrt.
    /// </summary>
    [Fact]
    public void Nothing_is_called_but_the_square_root()
    {
        string[] names = ["MedianInplace", "Minimum", "Maximum", "Mean", "StandardDeviation"];
        var open = new Queue<MethodBase>(names.Select(name => typeof(ArrayStatistics).GetMethod(name, [typeof(double[])])!));
        var seen = new HashSet<MethodBase>();
        var others = new HashSet<string>();
        while (open.TryDequeue(out var method))
        {
            foreach (var called in seen.Add(method) ? Code.Members(method).OfType<MethodBase>() : [])
            {
                if (called.DeclaringType!.Assembly == typeof(ArrayStatistics).Assembly)
                {
                    open.Enqueue(called);
                }
                else
                {
                    others.Add($"{called.DeclaringType.Name}.{called.Name}");
                }
            }
        }

        Assert.Equal(["Double.IsNaN", "Math.Sqrt"], others.Order(StringComparer.Ordinal));
    }

    private static Rational Exact(double value) => new Float64(value).Exact;

    private static double[] Random(int count)
    {
        var numbers = new SplitMix64(1);
        return [.. Enumerable.Range(0, count).Select(_ => (numbers.Below(1_000_000) - 500_000.0) / 1024)];
    }
}
