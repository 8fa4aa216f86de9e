using System.Globalization;
using Experiments.Output.Figures;
using Experiments.Samples;

namespace Experiments.Network;

/// <summary>
/// The trainings of several seeds side by side: the raw outputs that each class of training images reaches, and where
/// the clip acts.
/// </summary>
internal static class SeedsFigure
{
    // Left and right of a seed's place.
    private const double Beside = 0.16;

    // Of more seeds not every one has a number.
    private const int FewSeeds = 30;

    /// <summary>The figure, from the numbers of the trainings, in the order of their largest outputs of class 1.</summary>
    /// <param name="results">The numbers of all trainings, as network-seeds.csv has them.</param>
    /// <param name="about">What the trainings are about.</param>
    public static Figure Draw(IReadOnlyList<SeedResult> results, IReadOnlyList<string> about)
    {
        var order = SeedResult.ByLargestOutput(results);
        var shown = order[SeedResult.LowerMedian(order.Count)];
        var every = 1 + ((order.Count - 1) / FewSeeds);
        (bool Label, double[] Min, double[] Max)[] classes =
            [(true, Of(true, "min"), Of(true, "max")), (false, Of(false, "min"), Of(false, "max"))];
        var y = Extent.Of([.. classes.SelectMany(range => range.Min.Concat(range.Max)), Clip.LowUpto.Value, Clip.HighFrom.Value]);
        var panel = new Panel(
            "raw outputs of training images at the end of each training",
            Axis.Named("seed", [.. order.Select((seed, i) => i % every == 0 ? seed.ToString(CultureInfo.InvariantCulture) : "")]),
            Axis.Linear("raw output", y.Widened(0.08)));
        panel.Zone(Style.ClipZone, Extent.All, new(Clip.HighFrom.Value, double.MaxValue));
        panel.Zone(Style.ClipZone, Extent.All, new(double.MinValue, Clip.LowUpto.Value));
        foreach (var (label, min, max) in classes)
        {
            for (var i = 0; i < order.Count; i++)
            {
                var x = i + (label ? -Beside : Beside);
                panel.Segment(Style.Range(label), x, min[i], x, max[i]);
            }
        }

        panel.Threshold(order.ToList().IndexOf(shown), $"seed {shown}: the lower median\nof the largest outputs of class 1");
        for (var i = 0; i < order.Count && every == 1; i++)
        {
            panel.Note(i - Beside, classes[0].Max[i], Value(order[i], "class1_clipped").ToString(CultureInfo.InvariantCulture), new(0, 1));
        }

        return new(
            [
                new(Style.Class(true), "class 1, least to largest", Swatch.Filled),
                new(Style.Class(false), "class 0", Swatch.Filled),
                new(
                    Style.ClipZone,
                    $"clip: up to {Typeset.Number(Clip.LowUpto.Value, 4)} and from {Typeset.Number(Clip.HighFrom.Value, 4)}",
                    Swatch.Filled),
            ],
            [[panel]])
        {
            Subtitle =
            [
                .. about,
                $"{order.Count} seed{(order.Count == 1 ? "" : "s")}, by their largest output of class 1",
                .. every == 1 ? ["numbers above: images of class 1 that the clip holds"] : Array.Empty<string>(),
            ],
        };

        double[] Of(bool label, string end) => [.. order.Select(seed => Value(seed, $"class{(label ? 1 : 0)}_raw_{end}"))];

        double Value(ulong seed, string quantity) => SeedResult.ValueOf(results, seed, quantity);
    }
}
