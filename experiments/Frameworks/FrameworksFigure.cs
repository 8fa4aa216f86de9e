using System.Globalization;
using Experiments.Output.Figures;
using Experiments.Output.Tables;

namespace Experiments.Frameworks;

/// <summary>The rows of a loss in a format with a label, as figures draw them.</summary>
internal sealed record FrameworksSeries(string Name, string Label, Series Rows);

/// <summary>
/// Three figures of losses: what wrong and right answers cost at the ends, the tails of the losses, and their gradients;
/// a row of names each, so that every loss can be found.
/// </summary>
internal static class FrameworksFigure
{
    private const double OnePercent = 0.01;

    // Lines that can be told apart; of more, the largest groups of losses that are drawn alike have one each.
    private const int MostLines = 6;

    // How high a row's bar is.
    private const double Thick = 0.4;

    // Of the length of an axis, between what is no number there.
    private const double Apart = 0.07;

    private static readonly bool[] Labels = [true, false];

    private static readonly Key[] Zones =
    [
        new(Style.Kept, "less than 1 % off", Swatch.Solid),
        new(Style.Lost, "1 % off or more", Swatch.Solid),
        new(Style.Function, "0, and should not be", Swatch.Solid),
        new(Style.Negative, "of the wrong sign", Swatch.Solid),
        new(Style.NaN, "nan", Swatch.Solid),
        new(Style.Infinite, "∞", Swatch.Solid),
    ];

    /// <summary>What a wrong and a right answer cost, a row a loss.</summary>
    public static Figure? DrawEnds(IReadOnlyList<FrameworkSummary> losses)
    {
        FrameworkSummary[] drawn = [.. losses.Where(loss => loss["wrong_label1"] is not null).Reverse()];
        return drawn.Length == 0 ? null : new(
            [
                new(Style.Class(label: true), "label 1", Swatch.Dot),
                new(Style.Class(label: false), "label 0", Swatch.Ring),
            ],
            [
                [
                    Ends("a wrong answer, |x| = 104", "wrong", new PlainScale(Values("wrong")), isNamed: true),
                    Ends("a right answer, |x| = 104", "right", new DecadeScale(Values("right")), isNamed: false),
                ],
            ])
        {
            Subtitle = [$"{drawn[0].Format}, labels 0 and 1"],
        };

        double[] Values(string column) =>
            [.. drawn.SelectMany(loss => Labels.Select(label => loss[$"{column}_label{(label ? 1 : 0)}"]!.Value.Value))];

        Panel Ends(string title, string column, Scale scale, bool isNamed)
        {
            var names = Axis.Named("", [.. drawn.Select(loss => isNamed ? loss.Loss.Name : "")]);
            var panel = new Panel(title, scale.Axis("loss (nat)"), names) { Names = drawn.Length };
            panel.Scatter(
            [
                .. Labels.SelectMany(label => drawn.Select((loss, i) => new Marker(
                    Style.Class(label),
                    scale.Place(loss[$"{column}_label{(label ? 1 : 0)}"]!.Value.Value),
                    i,
                    IsHollow: !label))),
            ]);
            return panel;
        }
    }

    /// <summary>The losses over x on a logarithmic axis, and where each is how far off.</summary>
    public static Figure? DrawTails(IReadOnlyList<FrameworksSeries> series) => Draw(series, "value", "exact", "loss", "nat");

    /// <summary>The sizes of the gradients on a logarithmic axis, and where each is how far off, or 0.</summary>
    public static Figure? DrawGradients(IReadOnlyList<FrameworksSeries> series) =>
        Draw(series, "gradient", "gradient_exact", "|gradient|", "");

    private static Figure? Draw(IReadOnlyList<FrameworksSeries> series, string column, string exact, string quantity, string unit)
    {
        FrameworksSeries[] drawn = [.. series.Where(rows => Array.Exists(rows.Rows.Values(column), value => !double.IsNaN(value)))];
        if (drawn.Length == 0)
        {
            return null;
        }

        // Losses that are drawn alike for every label share a line.
        var groups = drawn.GroupBy(rows => rows.Name)
            .GroupBy(loss => string.Join(' ', loss.SelectMany(rows => rows.Rows.Values(column)).Select(Shown)), loss => loss.Key)
            .OrderByDescending(group => group.Count())
            .Select(group => group.ToArray())
            .ToArray();
        var lines = groups.Take(groups.Length <= MostLines + 1 ? groups.Length : MostLines)
            .Select((group, i) => (Names: group, Line: Style.Format(i)))
            .ToArray();
        var rest = groups.Skip(lines.Length).SelectMany(group => group).ToHashSet();
        var kindsOf = drawn.ToDictionary(rows => rows, rows => Kinds(rows, column, exact));
        var used = Zones.Where(zone => kindsOf.Values.Any(kinds => kinds.Contains(zone))).ToArray();
        return new(
            [
                .. lines.Select(line => (Key)(
                    line.Line, line.Names.Length == 1 ? line.Names[0] : $"{line.Names[0]} and {line.Names.Length - 1} alike")),
                .. rest.Count > 0 ? [(Style.Beside, $"{rest.Count} others")] : Array.Empty<Key>(),
                (Style.Ideal, "exact"),
                .. used,
            ],
            [
                .. drawn.GroupBy(rows => rows.Label).Chunk(2).SelectMany(labels => new Panel[][]
                {
                    [.. labels.Select(label => Curves($"{quantity}, label {label.Key}", [.. label]))],
                    [.. labels.Select((label, i) => Rows($"how far off each is, label {label.Key}", [.. label], isNamed: i == 0))],
                }),
            ]);

        Panel Curves(string title, FrameworksSeries[] losses)
        {
            var sizes = losses.Select(rows => Sizes(rows, column)).ToArray();
            var truths = losses.Select(rows => Sizes(rows, exact)).ToArray();
            var y = sizes.Concat(truths).Aggregate(Extent.None, (all, values) => all.Or(Extent.Of(values, above: 0)));
            var panel = new Panel(title, Axis.Linear("x", X(losses)), Axis.Logarithmic(quantity, y, unit));
            foreach (var (rows, values) in losses.Zip(sizes).Where(pair => rest.Contains(pair.First.Name)))
            {
                panel.Steps(Style.Beside, rows.Rows.Values("x"), values);
            }

            foreach (var (names, line) in lines)
            {
                // Of one label it may have no number at all.
                if (Array.FindIndex(losses, rows => rows.Name == names[0]) is >= 0 and var i)
                {
                    panel.Steps(line, losses[i].Rows.Values("x"), sizes[i]);
                }
            }

            if (Array.FindIndex(truths, values => Array.Exists(values, double.IsFinite)) is >= 0 and var any)
            {
                panel.Curve(Style.Ideal, losses[any].Rows.Values("x"), truths[any]);
            }

            return panel;
        }

        Panel Rows(string title, FrameworksSeries[] losses, bool isNamed)
        {
            FrameworksSeries[] upwards = [.. losses.Reverse()];
            var names = Axis.Named("", [.. upwards.Select(rows => isNamed ? rows.Name : "")]);
            var panel = new Panel(title, Axis.Linear("x", X(losses)), names) { Names = losses.Length };
            foreach (var (i, rows) in upwards.Index())
            {
                var (x, kinds) = (rows.Rows.Values("x"), kindsOf[rows]);
                for (var first = 0; first < x.Length; first++)
                {
                    var last = first;
                    while (last + 1 < x.Length && kinds[last + 1] == kinds[first])
                    {
                        last++;
                    }

                    if (kinds[first] is { } zone)
                    {
                        panel.Bar(zone.Line, new(Edge(x, first - 1), Edge(x, last)), new(i - Thick, i + Thick));
                    }

                    first = last;
                }
            }

            return panel;
        }
    }

    private static Extent X(FrameworksSeries[] losses) =>
        losses.Aggregate(Extent.None, (all, rows) => all.Or(Extent.Of(rows.Rows.Values("x")))).OrRoom();

    private static double[] Sizes(FrameworksSeries rows, string column) => [.. rows.Rows.Values(column).Select(Math.Abs)];

    private static string Shown(double value) => value.ToString("E2", CultureInfo.InvariantCulture);

    /// <summary>Half way from a row to the next, or the row itself where there is none.</summary>
    private static double Edge(double[] x, int row) =>
        row < 0 ? x[0] : row + 1 < x.Length ? (x[row] / 2) + (x[row + 1] / 2) : x[row];

    /// <summary>What each row is, beside what it should be; null where nothing is to be said.</summary>
    private static Key?[] Kinds(FrameworksSeries rows, string column, string exact)
    {
        var errors = rows.Rows.Values(column + "_error");
        return [.. rows.Rows.Values(column).Zip(rows.Rows.Values(exact), (value, truth) => (value, truth)).Select((pair, i) =>
            double.IsNaN(pair.truth) ? null
            : double.IsNaN(pair.value) ? Zones[4]
            : double.IsInfinity(pair.value) && !double.IsInfinity(pair.truth) ? Zones[5]
            : pair.value == 0 && pair.truth != 0 ? Zones[2]
            : pair.value * Math.Sign(pair.truth) < 0 ? Zones[3]
            : errors[i] >= OnePercent ? Zones[1]
            : Zones[0])];
    }

    /// <summary>An axis of numbers that has places for what is none beside them.</summary>
    private abstract class Scale
    {
        private readonly List<(double At, string Name)> marks = [];

        /// <summary>The places that are in use.</summary>
        protected Extent Used { get; set; } = Extent.None;

        public Axis Axis(string quantity) => Output.Figures.Axis.Marked(quantity, Used.OrRoom().Widened(0.03), marks);

        public abstract double Place(double value);

        protected void Mark(double at, string name)
        {
            marks.Add((at, name));
            Used = Used.Or(new(at, at));
        }
    }

    /// <summary>From 0 up, then ∞ and nan.</summary>
    private sealed class PlainScale : Scale
    {
        private readonly double most;

        public PlainScale(double[] values)
        {
            most = Math.Max(1, values.Where(double.IsFinite).DefaultIfEmpty(1).Max());
            var step = StepOf(most);
            for (var at = 0.0; at <= most; at += step)
            {
                Mark(at, Typeset.Number(at, 3));
            }

            Used = Used.Or(new(Math.Min(0, values.Where(double.IsFinite).DefaultIfEmpty(0).Min()), most));
            if (values.Any(double.IsPositiveInfinity))
            {
                Mark(Place(double.PositiveInfinity), "∞");
            }

            if (values.Any(double.IsNaN))
            {
                Mark(Place(double.NaN), "nan");
            }
        }

        public override double Place(double value) =>
            double.IsNaN(value) ? most * (1 + (2 * Apart)) : double.IsPositiveInfinity(value) ? most * (1 + Apart) : value;

        private static double StepOf(double most)
        {
            var (step, factors) = (1e-3, new[] { 2, 2.5, 2 });
            for (var i = 0; most / step > 6; i++)
            {
                step *= factors[i % 3];
            }

            return step;
        }
    }

    /// <summary>Powers of ten; before them 0, what is below 0, and nan; after them ∞.</summary>
    private sealed class DecadeScale : Scale
    {
        private readonly Extent decades;
        private readonly double room;

        public DecadeScale(double[] values)
        {
            var sizes = Extent.Of(values, above: 0);
            decades = sizes.IsEmpty ? new(0, 1)
                : new(Math.Floor(Output.Figures.Axis.Log10(sizes.Min)), Math.Ceiling(Output.Figures.Axis.Log10(sizes.Max)) + 1);
            room = Math.Max(1, Apart * (decades.Max - decades.Min));
            var step = Math.Max(1, Math.Ceiling((decades.Max - decades.Min) / 6));
            for (var at = decades.Min; at <= decades.Max; at += step)
            {
                Mark(at, Typeset.Power(10, (int)at));
            }

            foreach (var (value, name) in new[] { (0.0, "0"), (-1, "< 0"), (double.NaN, "nan"), (double.PositiveInfinity, "∞") })
            {
                if (Array.Exists(values, other => Place(other).Equals(Place(value))))
                {
                    Mark(Place(value), name);
                }
            }
        }

        public override double Place(double value) =>
            double.IsNaN(value) ? decades.Min - (3 * room)
            : double.IsPositiveInfinity(value) ? decades.Max + room
            : value < 0 ? decades.Min - (2 * room)
            : value == 0 ? decades.Min - room
            : Output.Figures.Axis.Log10(value);
    }
}
