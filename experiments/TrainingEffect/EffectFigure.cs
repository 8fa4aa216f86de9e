using System.Globalization;
using Experiments.Output.Figures;
using Experiments.Samples.Learning;

namespace Experiments.TrainingEffect;

/// <summary>Two figures of the paired trainings: the differences with their limits, and when trajectories part.</summary>
internal static class EffectFigure
{
    private static readonly (string Verdict, Line Line)[] Verdicts =
    [
        (EffectNames.Equivalent, Style.Equivalent),
        (EffectNames.Different, Style.Different),
        (EffectNames.NotKnown, Style.NotKnown),
    ];

    // So many steps are numbered one by one.
    private const double MostCounted = 20;

    /// <summary>
    /// Mean differences of both primary quantities, a row of panels a data set, with the margin shaded.
    /// </summary>
    public static Figure? DrawDifferences(IReadOnlyList<EffectSummary> rows)
    {
        if (rows.Count == 0)
        {
            return null;
        }

        var used = Verdicts.Where(one => rows.Any(row => row.Verdict == one.Verdict));
        return new(
            [
                .. used.Select(one => (Key)(one.Line, one.Verdict)),
                new(Style.ClipZone, "margin", Swatch.Filled),
            ],
            [
                .. rows.GroupBy(row => row.Data).Select(data => data.GroupBy(row => row.Quantity)
                    .Select((quantity, i) => Differences([.. quantity.Reverse()], isNamed: i == 0)).ToArray()),
            ])
        {
            Subtitle =
            [
                $"an arm less {EffectArm.Reference.Name}, over {rows.Max(row => row.Seeds)} seeds", "limits at 95 %, all rows together",
            ],
        };
    }

    /// <summary>The step after which a weight first differs, a row an arm, a dot a seed.</summary>
    public static Figure? DrawSteps(IReadOnlyList<EffectRow> rows)
    {
        // A moved weight differs before the first step.
        var arms = rows.Where(row => row.Arm != EffectArm.Reference.Name && row.FirstDifference != "0")
            .GroupBy(Name).Reverse().ToArray();
        var markers = arms.SelectMany((arm, i) => arm.Where(row => row.FirstDifference.Length > 0).Select(row => new Marker(
            Style.Class(label: false), double.Parse(row.FirstDifference, CultureInfo.InvariantCulture), i, IsHollow: true))).ToArray();
        if (markers.Length == 0)
        {
            return null;
        }

        var panel = new Panel(
            "the step after which a weight first differs",
            markers.Max(marker => marker.X) <= MostCounted
                ? Axis.Count("step", new(0, markers.Max(marker => marker.X) + 1))
                : Axis.Logarithmic("step", Extent.Of([.. markers.Select(marker => marker.X)]), ""),
            Axis.Named("", [.. arms.Select(arm => arm.Key)]))
        {
            Names = arms.Length,
        };
        panel.Scatter(markers);
        for (var i = 0; i < arms.Length; i++)
        {
            if (arms[i].Count(row => row.FirstDifference.Length == 0) is > 0 and var never)
            {
                panel.Note(markers.Max(marker => marker.X), i, $"{never} never", new(-1, 0));
            }
        }

        return new([new(Style.Class(label: false), "a seed", Swatch.Ring)], [[panel]]);
    }

    private static string Name(EffectRow row) => $"{row.Data}: {Name(row.Arm, row.Noise)}";

    private static string Name(string arm, string noise) => noise == EffectNames.NoNoise ? arm : $"{arm}, {noise} flipped";

    private static bool IsHollow(string verdict) => verdict == EffectNames.NotKnown;

    private static Panel Differences(EffectSummary[] rows, bool isNamed)
    {
        var margin = rows[0].Margin;
        var x = Extent.Of(
            [.. rows.SelectMany(row => new[] { row.Mean, row.Limits.Low, row.Limits.High }).Append(margin ?? 0).Append(-margin ?? 0)]);
        var panel = new Panel(
            $"{rows[0].Data}, {(rows[0].Quantity == EffectNames.TestAccuracy ? "test accuracy" : "test loss (nat)")}",
            Axis.Linear("", x.Widened(0.05)),
            Axis.Named("", [.. rows.Select(row => isNamed ? Name(row.Arm, row.Noise) : "")]))
        {
            Names = rows.Length,
        };
        if (margin is { } room)
        {
            panel.Zone(Style.ClipZone, new(-room, room), Extent.All);
        }

        for (var i = 0; i < rows.Length; i++)
        {
            panel.Segment(Of(rows[i]), rows[i].Limits.Low, i, rows[i].Limits.High, i);
        }

        panel.Scatter([.. rows.Select((row, i) => new Marker(Style.Function, row.Mean, i, IsHollow(row.Verdict)))]);
        panel.Reference(0, "");
        return panel;
    }

    private static Line Of(EffectSummary row) => Verdicts.First(one => one.Verdict == row.Verdict).Line;
}
