using ScottPlot;

namespace Experiments.Output.Figures;

/// <summary>
/// The ticks of a logarithmic axis: powers of ten, and between labelled neighbours the multiples 2 to 9.
/// </summary>
internal static class DecadeTicks
{
    // Least pixels between labels upright and side by side, for a tick at every decade, and for the multiples 2 to 9.
    private const double Upright = 13;
    private const double Abreast = 36;
    private const double Unlabelled = 2.5;
    private const double Multiples = 16;

    /// <summary>The ticks for which a length in pixels has room.</summary>
    public static TickMarks Of(Axis axis, double length, bool horizontal)
    {
        var (first, last) = ((int)Math.Floor(axis.Extent.Min), (int)Math.Ceiling(axis.Extent.Max));
        var pixels = length * (1 - axis.Floor) / (axis.Extent.Max - axis.Extent.Min);
        var step = StepOf((horizontal ? Abreast : Upright) / pixels);
        var ticks = new List<Tick>();
        for (var decade = first; decade <= last; decade++)
        {
            // The label of 0 stands below the first decade.
            var isFree = axis.Floor == 0 || (axis.Along(decade) - (axis.Floor / 2)) * length >= Upright - 2;
            if (decade % step == 0 && isFree)
            {
                ticks.Add(Tick.Major(axis.Along(decade), decade == 0 ? "1" : Typeset.Power(10, decade)));
            }
            else if (pixels >= Unlabelled)
            {
                ticks.Add(Tick.Minor(axis.Along(decade)));
            }

            if (step == 1 && pixels >= Multiples && decade < last)
            {
                ticks.AddRange(Enumerable.Range(2, 8).Select(multiple => Tick.Minor(axis.Along(decade + Axis.Log10(multiple)))));
            }
        }

        // An axis need not begin or end at a decade.
        ticks.RemoveAll(tick => tick.Position < axis.Floor || tick.Position > 1);
        if (axis.Floor > 0)
        {
            ticks.Add(Tick.Major(axis.Floor / 2, "0"));
        }

        return new(ticks);
    }

    /// <summary>The smallest of 1, 2, 5, 10, 20, … that is no less.</summary>
    private static int StepOf(double least)
    {
        var scale = 1;
        while (10 * scale < least)
        {
            scale *= 10;
        }

        return least <= scale ? scale : least <= 2 * scale ? 2 * scale : least <= 5 * scale ? 5 * scale : 10 * scale;
    }
}
