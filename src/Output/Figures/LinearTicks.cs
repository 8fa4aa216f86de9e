using System.Globalization;
using ScottPlot;

namespace Experiments.Output.Figures;

/// <summary>The ticks of a linear axis: multiples of 1, 2 or 5 times a power of ten.</summary>
/// <remarks>
/// A tick is an integer times a power of ten. Nothing is rounded on the way to its label, so neighbours never read the
/// same. Labels that would need more than six digits leave out what they have in common; the axis label states it.
/// </remarks>
internal static class LinearTicks
{
    private const int MostDigits = 6;
    private const double CloserUpright = 2.5;

    /// <summary>The finest ticks for which a length in pixels has room.</summary>
    public static TickMarks Of(Axis axis, double length, bool horizontal)
    {
        using var font = Style.Font(Style.TickFont);
        var (min, max) = axis.Extent;
        var least = (max * (Style.TickGap / length)) - (min * (Style.TickGap / length));
        for (var step = Step.AtLeast(axis.IsCount ? Math.Max(1, least) : least); ; step = step.Coarser)
        {
            var marks = Of(axis, step);
            if (!horizontal && marks.Ticks.Count(tick => tick.IsMajor) < 2)
            {
                // One number alone gives no scale; closer ones upright have room still.
                marks = Of(axis, Step.AtLeast(step.Value / CloserUpright));
            }

            var room = (axis.Place(min + step.Value) * length) - Style.LabelGap;
            if (!horizontal || marks.Ticks.All(tick => font.MeasureText(tick.Label) <= room))
            {
                return marks;
            }
        }
    }

    private static TickMarks Of(Axis axis, Step step)
    {
        var ticks = step.Multiples(axis.Extent);
        var (common, power) = Notation(ticks, step.Exponent);
        var minor = step.Finer;
        return new(
            [
                .. ticks.Select(tick => Tick.Major(Place(tick, step), Typeset.Fixed(tick - common, step.Exponent - power))),
                .. (axis.IsCount && minor.Value < 1 ? [] : minor.Multiples(axis.Extent)).Select(tick => Tick.Minor(Place(tick, minor))),
            ],
            common == 0 ? "" : $" {(common < 0 ? '+' : '−')} {Typeset.Number(Math.Abs(common), step.Exponent)}",
            power == 0 ? "" : Typeset.Power(10, power));

        // A tick at an end may lie a rounding error outside the axis.
        double Place(long tick, Step unit) => Math.Clamp(axis.Place(Decimals.Value(tick, unit.Exponent)), 0, 1);
    }

    /// <summary>What the labels leave out, and the power of ten they are multiples of.</summary>
    private static (long Common, int Power) Notation(List<long> ticks, int exponent)
    {
        if (ticks.Count == 0)
        {
            return (0, 0);
        }

        var (first, last, common) = (ticks[0], ticks[^1], 0L);
        if (Digits(first, last) > MostDigits)
        {
            // Rounded down to a unit that the ticks together do not fill.
            var unit = 1L;
            while (unit <= last - first)
            {
                unit *= 10;
            }

            common = first / unit * unit;
        }

        var decade = Digits(first - common, last - common) - 1 + exponent;
        return (common, decade is > -4 and < 5 ? 0 : decade);
    }

    private static int Digits(long first, long last) =>
        Math.Max(Math.Abs(first), Math.Abs(last)).ToString(CultureInfo.InvariantCulture).Length;
}
