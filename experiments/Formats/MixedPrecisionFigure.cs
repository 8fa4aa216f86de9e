using Experiments.Output.Figures;
using Experiments.Output.Tables;

namespace Experiments.Formats;

/// <summary>The rows of one stored format and label; where the stored sigmoid is 0 and where 1, and the losses there.</summary>
internal sealed record MixedPrecisionSeries(
    string Format, bool Label, Series Rows, Number? ZeroUpto, Number? OneFrom, StoredLosses OfZero, StoredLosses OfOne)
{
    public double[] X { get; } = Rows.Values("x");

    public double[] Exact { get; } = Rows.Values("exact");
}

/// <summary>The losses of one probability by four recipes.</summary>
internal sealed record StoredLosses(Number Keras224, Number TfKeras2, Number Keras3, Number Torch);

/// <summary>The cliffs of the loss where the stored sigmoid becomes 1 or 0, relative errors beneath; a row a format, a panel a label.</summary>
internal static class MixedPrecisionFigure
{
    // Label 0 is shown this far around the cliffs, where answers are wrong; label 1 over the whole sweep.
    private const double Before = 4;
    private const double After = 6;

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
        return drawn.Length == 0 ? null : new([.. Methods(series[0]).Select(method => (method.Line, method.Name)), (Style.Ideal, "exact")], drawn);
    }

    /// <summary>The recipes, the widest line first: where they agree, all show.</summary>
    private static Method[] Methods(MixedPrecisionSeries rows) =>
    [
        new(Style.Torch, "torch", rows.Rows.Values("torch"), rows.OfZero.Torch, rows.OfOne.Torch),
        new(Style.Keras3, "Keras 3", rows.Rows.Values("keras3"), rows.OfZero.Keras3, rows.OfOne.Keras3),
        new(Style.Keras224, "Keras 2.2.4", rows.Rows.Values("keras224"), rows.OfZero.Keras224, rows.OfOne.Keras224),
        new(Style.TfKeras2, "tf.keras 2", rows.Rows.Values("tf_keras2"), rows.OfZero.TfKeras2, rows.OfOne.TfKeras2),
    ];

    private static Panel Loss(MixedPrecisionSeries rows, Extent x)
    {
        var methods = Methods(rows);
        var errors = methods.Select(method => RelativeErrors(method.Loss, rows.Exact)).ToArray();
        var inside = x.Rows(rows.X);
        var y = methods.Select(method => method.Loss).Append(rows.Exact).Aggregate(Extent.None, Span);
        var strip = new Panel("", Axis.Linear("x", x), Axis.Logarithmic("rel. error", errors.Aggregate(Extent.None, Span)));
        var panel = new Panel(
            $"σ stored as {rows.Format}, label {(rows.Label ? 1 : 0)}",
            Axis.Linear("x", x),
            Axis.Logarithmic("loss", y, "nat"))
        {
            Strip = strip,
        };
        panel.Curve(Style.Ideal, rows.X, rows.Exact);
        foreach (var method in methods)
        {
            panel.Steps(method.Line, rows.X, method.Loss);
        }

        // In the strip all lines are thin: the last one stands for those that it hides.
        foreach (var (method, error) in methods.Zip(errors).Reverse())
        {
            strip.Envelope(method.Line, rows.X, error);
        }

        AddEnd(panel, rows, x, rows.OneFrom, isLow: false);
        AddEnd(panel, rows, x, rows.ZeroUpto, isLow: true);
        return panel;

        Extent Span(Extent all, double[] values) => all.Or(Extent.Of(values.AsSpan(inside), above: 0));
    }

    /// <summary>Marks where the stored sigmoid becomes 0 or 1, and says what loss each recipe leaves there.</summary>
    private static void AddEnd(Panel panel, MixedPrecisionSeries rows, Extent x, Number? limit, bool isLow)
    {
        if (limit is not { } edge || !x.Contains(edge.Value))
        {
            return;
        }

        var losses = Methods(rows)
            .Select(method => (method.Name, Loss: isLow ? method.OfZero : method.OfOne))
            .OrderByDescending(method => method.Loss.Value)
            .GroupBy(method => method.Loss.Value == 0 ? "exactly 0" : Typeset.Number(method.Loss.Text))
            .Select(methods => $"\n{string.Join(", ", methods.Select(method => method.Name))}: {methods.Key}");
        var text = $"σ stored as {(isLow ? "0 up to" : "1 from")}\nx = {Typeset.Number(edge.Text)}{string.Concat(losses)}";

        // Above the losses of wrong answers; below the falling curve of label 1.
        panel.Threshold(edge.Value, text, atTop: !rows.Label);
    }

    private static double[] RelativeErrors(double[] loss, double[] exact) =>
        [.. loss.Zip(exact, (value, truth) => Math.Abs(value - truth) / truth)];

    /// <summary>A recipe: how it is drawn, its losses, and those of the probabilities 0 and 1.</summary>
    private sealed record Method(Line Line, string Name, double[] Loss, Number OfZero, Number OfOne);
}
