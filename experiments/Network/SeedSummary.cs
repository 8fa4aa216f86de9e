using System.Globalization;
using Experiments.Numerics.Formats;
using Experiments.Output.Tables;
using MathNet.Numerics.Statistics;

namespace Experiments.Network;

/// <summary>
/// A quantity over the trainings of several seeds: how many have a finite value of it, its median, ends, mean and
/// standard deviation.
/// </summary>
/// <remarks>
/// Values are the decimal numbers of network-seeds.csv, read in float64. Of n of them, none larger than M, the median
/// is the exact one rounded once, the mean within (n/2 + 5)·2^−53·M of the exact one, and the standard deviation, with
/// n − 1 as divisor, within (2n + 10)·2^−53·M; of a single value it is empty.
/// </remarks>
internal sealed record SeedSummary(
    string Quantity, int Seeds, double Median, double Least, double Largest, double Mean, double StandardDeviation)
{
    /// <summary>The table of summaries.</summary>
    public static Table<SeedSummary> Table { get; } = new(
        new("quantity", summary => summary.Quantity) { IsKey = true },
        new("seeds", summary => summary.Seeds),
        new("median", summary => summary.Median),
        new("least", summary => summary.Least),
        new("largest", summary => summary.Largest),
        new("mean", summary => summary.Mean),
        new("standard_deviation", summary => summary.Seeds > 1 ? Number.From(new Float64(summary.StandardDeviation)) : null, Float64.Name));

    /// <summary>
    /// The summaries of all quantities that have a finite value, in the order in which they first come.
    /// </summary>
    public static IReadOnlyList<SeedSummary> Summarize(IEnumerable<SeedResult> results) =>
    [
        .. results.GroupBy(result => result.Quantity)
            .Select(quantity => (Name: quantity.Key, Values: quantity.Select(Value).Where(double.IsFinite).ToArray()))
            .Where(quantity => quantity.Values.Length > 0)
            .Select(quantity => Summarize(quantity.Name, quantity.Values)),
    ];

    /// <summary>The summary of some finite values, by + − × ÷ √ of float64 alone.</summary>
    public static SeedSummary Summarize(string quantity, double[] values) => new(
        quantity,
        values.Length,
        ArrayStatistics.MedianInplace([.. values]),
        ArrayStatistics.Minimum(values),
        ArrayStatistics.Maximum(values),
        ArrayStatistics.Mean(values),
        ArrayStatistics.StandardDeviation(values));

    private static double Value(SeedResult result) =>
        double.TryParse(result.Value, CultureInfo.InvariantCulture, out var value) ? value : double.NaN;
}
