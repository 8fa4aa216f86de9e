using Experiments.Output.Figures;
using Experiments.Output.Tables;

namespace Experiments.Formats;

/// <summary>
/// The rows of one stored format and label; where the stored sigmoid is 0 and where 1, and the losses there by their
/// columns.
/// </summary>
internal sealed record MixedPrecisionSeries(
    string Format,
    bool Label,
    Series Rows,
    Number? ZeroUpto,
    Number? OneFrom,
    IReadOnlyDictionary<string, Number> OfZero,
    IReadOnlyDictionary<string, Number> OfOne)
{
    public double[] X { get; } = Rows.Values("x");

    public double[] Exact { get; } = Rows.Values("exact");
}

/// <summary>
/// The cliffs of the loss where the stored sigmoid becomes 1 or 0, relative errors beneath; a row a format, a panel a
/// label.
/// </summary>
internal static class MixedPrecisionFigure
{
    // Label 0 is shown this far around the cliffs, where answers are wrong; label 1 over the whole sweep.
    private const double Before = 4;
    private const double After = 6;

    // The widest line first: where losses agree, all show.
    private static readonly (Line Line, string Name, string Column)[] Methods =
    [
        (Style.Torch, "torch", "torch"),
        (Style.Keras3, "Keras 3", "keras3"),
        (Style.Keras224, "Keras 2.2.4", "keras224"),
        (Style.TfKeras2, "tf.keras 2", "tf_keras2"),
    ];

    public static Figure? Draw(IReadOnlyList<MixedPrecisionSeries> series)
    {
        var cliffs = Extent.Of([.. series.Select(rows => rows.OneFrom).OfType<Number>().Select(cliff => cliff.Value)]);
        var window = new Extent(Math.Floor(cliffs.Min) - Before, Math.Ceiling(cliffs.Max) + After);
        Panel[][] drawn =
        [
            .. series.Where(rows => !Extent.Of(rows.Exact, above: 0).IsEmpty)
                .GroupBy(rows => rows.Format)
                .Select(row => row.Select(rows => Loss(rows, rows.Label ? Extent.Of(rows.X) : Extent.Window(window, rows.X))).ToArray()),
        ];
        return drawn.Length == 0 ? null : new([.. Methods.Select(method => (method.Line, method.Name)), (Style.Ideal, "exact")], drawn);
    }

    private static Panel Loss(MixedPrecisionSeries rows, Extent x)
    {
        var inside = x.Rows(rows.X);
        var y = Methods.Select(Losses).Append(rows.Exact).Aggregate(Extent.None, Span);
        var strip = new Panel("", Axis.Linear("x", x), Axis.Logarithmic("rel. error", Methods.Select(Errors).Aggregate(Extent.None, Span)));
        var panel = new Panel(
            $"σ stored as {rows.Format}, label {(rows.Label ? 1 : 0)}",
            Axis.Linear("x", x),
            Axis.Logarithmic("loss", y, "nat"))
        {
            Strip = strip,
        };
        panel.Curve(Style.Ideal, rows.X, rows.Exact);
        foreach (var method in Methods)
        {
            panel.Steps(method.Line, rows.X, Losses(method));
        }

        // In the strip all lines are thin: the last one stands for those that it hides.
        foreach (var method in Methods.Reverse())
        {
            strip.Envelope(method.Line, rows.X, Errors(method));
        }

        AddEnd(panel, rows, x, rows.OneFrom, isLow: false);
        AddEnd(panel, rows, x, rows.ZeroUpto, isLow: true);
        return panel;

        double[] Losses((Line Line, string Name, string Column) method) => rows.Rows.Values(method.Column);

        double[] Errors((Line Line, string Name, string Column) method) => rows.Rows.Values(method.Column + "_error");

        Extent Span(Extent all, double[] values) => all.Or(Extent.Of(values.AsSpan(inside), above: 0));
    }

    /// <summary>Marks where the stored sigmoid becomes 0 or 1, and says what loss each recipe leaves there.</summary>
    private static void AddEnd(Panel panel, MixedPrecisionSeries rows, Extent x, Number? limit, bool isLow)
    {
        if (limit is not { } edge || !x.Contains(edge.Value))
        {
            return;
        }

        var losses = Methods
            .Select(method => (method.Name, Loss: (isLow ? rows.OfZero : rows.OfOne)[method.Column]))
            .OrderByDescending(method => method.Loss.Value)
            .GroupBy(method => method.Loss.Value == 0 ? "exactly 0" : Typeset.Number(method.Loss.Text))
            .Select(methods => $"\n{string.Join(", ", methods.Select(method => method.Name))}: {methods.Key}");
        var text = $"σ stored as {(isLow ? "0 up to" : "1 from")}\nx = {Typeset.Number(edge.Text)}{string.Concat(losses)}";

        // Above the losses of wrong answers; below the falling curve of label 1.
        panel.Threshold(edge.Value, text, atTop: !rows.Label);
    }
}
