using Experiments.Numerics.Formats;
using Experiments.Output.Figures;
using Experiments.Output.Tables;

namespace Experiments.Frameworks;

/// <summary>The values of a sigmoid at one end of a format, as the figure draws them.</summary>
internal sealed record SigmoidSeries(string Sigmoid, string Format, bool IsRight, Series Rows)
{
    public double[] X { get; } = Rows.Values("x");

    public double[] Values { get; } = Rows.Values("value");

    public double[] Exact { get; } = Rows.Values("exact");
}

/// <summary>
/// How sigmoids end: on the right their distance to 1, in steps of the format; on the left their values, on a
/// logarithmic axis.
/// </summary>
internal static class SigmoidFormsFigure
{
    public static Figure? Draw(IReadOnlyList<SigmoidSeries> series)
    {
        var names = series.Select(rows => rows.Sigmoid).Distinct().ToList();
        var panels = series.GroupBy(rows => (rows.Format, rows.IsRight)).Select(Panel).ToArray();
        return panels.Length == 0 ? null : new(
            [.. names.Select((name, i) => (Key)(Style.Format(i), name)), (Style.Ideal, "exact")],
            [.. panels.Chunk(2)]);

        Panel Panel(IGrouping<(string Format, bool IsRight), SigmoidSeries> group) =>
            group.Key.IsRight ? Right(group.Key.Format, [.. group]) : Left(group.Key.Format, [.. group]);

        Panel Right(string format, SigmoidSeries[] sigmoids)
        {
            var precision = NumberFormat.Find(format)!.Parameters!.Value.Precision;
            double[][] below = [.. sigmoids.Select(rows => Below(rows.Values))];
            var y = below.Aggregate(Extent.None, (all, values) => all.Or(Extent.Of(values))).Widened(0.04);
            var panel = new Panel(
                $"{format}: how far σ(x) is from 1",
                Axis.Linear("x", Extent.Of(sigmoids[0].X)),
                Axis.Linear("1 − σ(x)", y, $"2⁻{Exponent(precision)}"));
            foreach (var (rows, values) in sigmoids.Zip(below))
            {
                panel.Steps(Line(rows), rows.X, values);
            }

            panel.Steps(Style.Ideal, sigmoids[0].X, Below(sigmoids[0].Exact));
            panel.Level(Style.OnePercent, 0, "σ is 1; below, it is above 1", new(1, -1));
            return panel;

            double[] Below(double[] values) => [.. values.Select(value => Math.ScaleB(1 - value, precision))];
        }

        Panel Left(string format, SigmoidSeries[] sigmoids)
        {
            var y = sigmoids.Aggregate(Extent.None, (all, rows) => all.Or(Extent.Of(rows.Values, above: 0)));
            var panel = new Panel(
                $"{format}: what is left of σ(x) on the left", Axis.Linear("x", Extent.Of(sigmoids[0].X)), Axis.Logarithmic("σ(x)", y));
            foreach (var rows in sigmoids)
            {
                panel.Steps(Line(rows), rows.X, rows.Values);
            }

            panel.Curve(Style.Ideal, sigmoids[0].X, sigmoids[0].Exact);
            return panel;
        }

        Line Line(SigmoidSeries rows) => Style.Format(names.IndexOf(rows.Sigmoid));
    }

    private static string Exponent(int precision) => Typeset.Power(2, precision)[1..];
}
