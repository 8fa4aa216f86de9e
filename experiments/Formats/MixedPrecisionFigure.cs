using Experiments.Cli;
using Experiments.Output.Figures;
using Experiments.Output.Tables;

namespace Experiments.Formats;

/// <summary>
/// The rows of one stored format and label; where the stored sigmoid is 0 and where 1, and the losses there by their
/// columns.
/// </summary>
internal sealed record MixedPrecisionSeries(
    string Format,
    ExactNumber Label,
    Series Rows,
    Number? ZeroUpto,
    Number? OneFrom,
    IReadOnlyDictionary<string, Number> OfZero,
    IReadOnlyDictionary<string, Number> OfOne)
{
    /// <summary>Whether the label is nearer to 1 than to 0.</summary>
    public bool IsOne => 2 * Label.Value > 1;

    public double[] X { get; } = Rows.Values("x");

    public double[] Exact { get; } = Rows.Values("exact");
}

/// <summary>
/// The losses over the whole sweep, relative errors beneath, a row a format and a panel a label; for label 0 also what
/// is next to the cliff where the stored sigmoid becomes 1.
/// </summary>
internal static class MixedPrecisionFigure
{
    // What is shown before and after the cliff of label 0: the last steps, and a loss that is far too large.
    private const double Before = 2;
    private const double After = 8;

    // Of a loss in words; the table has all of them.
    private const int Digits = 4;

    // A closer look shows at most this part of the sweep.
    private const double Closer = 0.6;

    // The widest line first: where losses agree, all show.
    private static readonly (Line Line, string Name, string Column)[] Methods =
    [
        (Style.Torch, "torch", "torch"),
        (Style.Keras3, "Keras 3", "keras3"),
        (Style.Keras224, "Keras 2.2.4", "keras224"),
        (Style.TfKeras2, "tf.keras 2", "tf_keras2"),
    ];

    /// <summary>The figure; null where no exact loss can be drawn.</summary>
    public static Figure? Draw(IReadOnlyList<MixedPrecisionSeries> series)
    {
        MixedPrecisionSeries[] drawn =
        [
            .. series.Where(rows => Methods.Select(method => rows.Rows.Values(method.Column)).Append(rows.Exact)
                .Any(losses => !Extent.Of(losses, above: 0).IsEmpty)),
        ];
        var becomesZero = drawn.Any(rows => Methods.Any(method => rows.Rows.Values(method.Column).Contains(0)));
        return drawn.Length == 0 ? null : new(
            [
                .. Methods.Select(method => (Key)(method.Line, method.Name)),
                (Style.Ideal, "exact"),
                .. becomesZero ? [new Key(Style.TfKeras2, "the last before exactly 0", Swatch.Dot)] : Array.Empty<Key>(),
            ],
            [.. drawn.GroupBy(rows => rows.Format).Select(row => row.SelectMany(Panels).ToArray())]);
    }

    private static IEnumerable<Panel> Panels(MixedPrecisionSeries rows)
    {
        var whole = Extent.Of(rows.X);
        var stored = $"σ stored as {rows.Format}, label {rows.Label.Text}";
        var close = rows is { IsOne: false, OneFrom: { } cliff }
            ? new Extent(Math.Floor(cliff.Value) - Before, Math.Ceiling(cliff.Value) + After).And(whole)
            : Extent.None;
        var isClose = close.Max - close.Min <= Closer * (whole.Max - whole.Min);
        if (!isClose || !close.HasRows(rows.X) || !close.Contains(rows.OneFrom!.Value.Value))
        {
            return [Losses(rows, whole, stored, saysOfOne: true)];
        }

        return [Losses(rows, whole, stored, saysOfOne: false), Losses(rows, close, "next to the cliff", saysOfOne: true)];
    }

    private static Panel Losses(MixedPrecisionSeries rows, Extent x, string title, bool saysOfOne)
    {
        var inside = x.Rows(rows.X);
        var y = Methods.Select(Losses).Append(rows.Exact).Aggregate(Extent.None, Span);
        var errors = Methods.Select(Errors).Aggregate(Extent.None, Span);
        var strip = new Panel("", Axis.Linear("x", x), Axis.Logarithmic("rel. error", errors));
        var panel = new Panel(title, Axis.Linear("x", x), Axis.LogarithmicWithin("loss", y, "nat"))
        {
            Strip = strip,

            // Both ends of label 1 have words.
            Span = rows.IsOne ? 5 : 4,
        };
        panel.Curve(Style.Ideal, rows.X, rows.Exact);
        foreach (var method in Methods)
        {
            panel.Steps(method.Line, rows.X, Losses(method));
        }

        // In the strip all lines are thin: the last one stands for those that it hides.
        foreach (var method in Methods.Reverse())
        {
            strip.Envelope(method.Line, rows.X, Errors(method), method.Name);
        }

        AddEnd(panel, rows, x, isLow: false, saysLosses: saysOfOne);
        AddEnd(panel, rows, x, isLow: true, saysLosses: rows.IsOne);
        return panel;

        double[] Losses((Line Line, string Name, string Column) method) => rows.Rows.Values(method.Column);

        double[] Errors((Line Line, string Name, string Column) method) => rows.Rows.Values(method.Column + "_error");

        Extent Span(Extent all, double[] values) => all.Or(Extent.Of(values.AsSpan(inside), above: 0));
    }

    /// <summary>Marks where the stored sigmoid becomes 0 or 1, and says what loss each recipe leaves there.</summary>
    private static void AddEnd(Panel panel, MixedPrecisionSeries rows, Extent x, bool isLow, bool saysLosses)
    {
        if ((isLow ? rows.ZeroUpto : rows.OneFrom) is not { } edge || !x.Contains(edge.Value))
        {
            return;
        }

        var losses = Methods
            .Select(method => (method.Name, Loss: (isLow ? rows.OfZero : rows.OfOne)[method.Column].Value))
            .OrderByDescending(method => method.Loss)
            .Select(method => $"\n{method.Name}: {(method.Loss == 0 ? "exactly 0" : Typeset.Number(method.Loss, Digits))}");
        var text = $"σ is {(isLow ? "0 up to" : "1 from")}\nx = {Typeset.Number(edge.Text)}"
            + (saysLosses ? string.Concat(losses) : "");

        // Above the losses of wrong answers; below the falling curve of label 1.
        // The text of each end stands on its outer side, if there is room.
        panel.Threshold(edge.Value, text, atTop: !rows.IsOne, isLow ? -1 : 1);
    }
}
