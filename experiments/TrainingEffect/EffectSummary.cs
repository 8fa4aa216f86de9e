using System.Globalization;
using Experiments.Numerics.Formats;
using Experiments.Output.Tables;
using Experiments.Samples.Learning;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace Experiments.TrainingEffect;

/// <summary>
/// Paired differences of a quantity between an arm and the reference, over seeds: their mean with limits, and whether
/// the arm is equivalent.
/// </summary>
/// <remarks>
/// Limits by Student's t: at 95 % and, for two one-sided tests at 5 %, at 90 %; both after Bonferroni for all rows of the
/// quantity. Margin and verdict are for test accuracy and test loss alone.
/// </remarks>
internal sealed record EffectSummary(string Data, string Noise, string Arm, string Quantity, int Seeds, double Mean, double Deviation)
{
    private const double AccuracyMargin = 0.01;
    private const double Level = 0.05;

    /// <summary>The table, a row a comparison.</summary>
    public static Table<EffectSummary> Table { get; } = new(
        new("data", row => row.Data) { IsKey = true },
        new("noise", row => row.Noise, Float64.Name) { IsKey = true },
        new("arm", row => row.Arm) { IsKey = true },
        new("against", _ => EffectArm.Reference.Name),
        new("quantity", row => row.Quantity) { IsKey = true },
        new("seeds", row => row.Seeds),
        new("mean_difference", row => Digits(row.Mean), Float64.Name),
        new("low", row => Digits(row.Limits.Low), Float64.Name),
        new("high", row => Digits(row.Limits.High), Float64.Name),
        new("margin", row => row.Margin is { } margin ? Digits(margin) : "", Float64.Name),
        new("verdict", row => row.Verdict),
        new("tost_low", row => Digits(row.Tost.Low), Float64.Name),
        new("tost_high", row => Digits(row.Tost.High), Float64.Name),
        new("standard_deviation", row => Digits(row.Deviation), Float64.Name));

    /// <summary>The table of both verdicts of an arm, by accuracy and by loss.</summary>
    public static Table<IReadOnlyList<EffectSummary>> Pairs { get; } = new(
        new("data", pair => pair[0].Data) { IsKey = true },
        new("noise", pair => pair[0].Noise, Float64.Name) { IsKey = true },
        new("arm", pair => pair[0].Arm) { IsKey = true },
        new(EffectNames.TestAccuracy, pair => pair[0].Verdict),
        new(EffectNames.TestLoss, pair => pair[1].Verdict),
        new("accuracy_difference", pair => Digits(pair[0].Mean), Float64.Name),
        new("loss_difference", pair => Digits(pair[1].Mean), Float64.Name));

    /// <summary>The limits of the mean.</summary>
    public (double Low, double High) Limits { get; private init; }

    /// <summary>The limits of the two one-sided tests.</summary>
    public (double Low, double High) Tost { get; private init; }

    /// <summary>Within which arms count as equivalent; null where there is no verdict.</summary>
    public double? Margin { get; private init; }

    /// <summary>Whether it is one of the two quantities that have a verdict.</summary>
    public bool IsPrimary => Quantity is EffectNames.TestAccuracy or EffectNames.TestLoss;

    /// <summary>Whether a training of some seed has no number, since something in it was no longer finite.</summary>
    public bool HasGaps { get; private init; }

    /// <summary>equivalent, different or not known; empty where there is none.</summary>
    public string Verdict => !IsPrimary ? string.Empty
        : HasGaps ? EffectNames.NotKnown
        : Margin is { } margin && Tost.Low >= -margin && Tost.High <= margin ? EffectNames.Equivalent
        : IsFound ? EffectNames.Different
        : EffectNames.NotKnown;

    /// <summary>The comparisons of all trainings, in the order of their rows.</summary>
    public static IReadOnlyList<EffectSummary> Of(IReadOnlyList<EffectRow> rows)
    {
        EffectSummary[] all =
        [
            .. rows.GroupBy(row => (row.Data, row.Noise)).SelectMany(cell =>
            {
                var reference = cell.Where(row => row.Arm == EffectArm.Reference.Name).ToDictionary(row => row.Seed);
                return cell.Where(row => row.Arm != EffectArm.Reference.Name).GroupBy(row => row.Arm).SelectMany(arm =>
                    EffectRow.Quantities.Select((quantity, i) => Of(
                        arm.First(),
                        quantity.Name,
                        [.. arm.Select(row => row.Value(i) - reference[row.Seed].Value(i))])));
            }),
        ];
        // Every arm has every quantity.
        var comparisons = all.Length / EffectRow.Quantities.Count;
        EffectSummary[] limited =
        [
            .. all.Select(row => row with
            {
                Limits = row.Within(Level / 2, comparisons),
                Tost = row.Within(Level, comparisons),
            }),
        ];
        double? margin = limited.Where(row => row is { Quantity: EffectNames.TestLoss, IsControl: true, IsFound: true })
            .Select(row => EffectNames.ControlShare * Math.Abs(row.Mean)).Order().Cast<double?>().FirstOrDefault();
        return
        [
            .. limited.Select(row => row with
            {
                Margin = row.Quantity == EffectNames.TestAccuracy ? AccuracyMargin : row.Quantity == EffectNames.TestLoss ? margin : null,
            }),
        ];
    }

    private bool IsControl => EffectArm.All.First(arm => arm.Name == Arm).IsControl;

    private bool IsFound => Limits.Low > 0 || Limits.High < 0;

    private static EffectSummary Of(EffectRow of, string quantity, double[] all)
    {
        double[] differences = [.. all.Where(double.IsFinite)];
        return new(
            of.Data,
            of.Noise,
            of.Arm,
            quantity,
            differences.Length,
            ArrayStatistics.Mean(differences),
            ArrayStatistics.StandardDeviation(differences))
        {
            HasGaps = differences.Length < all.Length,
        };
    }

    /// <summary>The mean and so many standard errors on either side, for one of so many comparisons.</summary>
    private (double Low, double High) Within(double level, int comparisons)
    {
        if (Seeds < 2)
        {
            return (double.NaN, double.NaN);
        }

#pragma warning disable RS0030 // Of its digits six are kept, and those are the same everywhere.
        var quantile = StudentT.InvCDF(0, 1, Seeds - 1, 1 - (level / comparisons));
#pragma warning restore RS0030
        var room = quantile * Deviation / Math.Sqrt(Seeds);
        return (Mean - room, Mean + room);
    }

    private static string Digits(double value) => double.IsNaN(value) ? string.Empty
        : new Float64(double.Parse(value.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)).ToText();
}
