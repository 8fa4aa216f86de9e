using Experiments.Cli;
using Experiments.Losses;
using Experiments.Numerics.Formats;
using Experiments.Observed;
using Experiments.Output.Figures;
using Experiments.Output.Tables;

namespace Experiments.Article;

/// <summary>
/// What the article's own stack gave, Keras 2.2.4 on TensorFlow 1.12, in float32: the points that Figures 2 and 3 show
/// beside the model.
/// </summary>
internal static class ArticleStack
{
    /// <summary>What legends call it.</summary>
    public const string Name = "recorded: TensorFlow 1.12";

    private const string Recorded = "tensorflow-1.12.0-keras224";

    // It was asked at multiples of this, and so many points across a panel can be told apart.
    private const double FinestStep = 0.125;
    private const int MostPoints = 24;

    private static readonly Lazy<ObservedTable> Given = new(() => ObservedTables.Load(Recorded));

    private static readonly Table<SigmoidRow> SigmoidTable = new(
        new("stack", _ => Recorded) { IsKey = true },
        new("x", row => row.X, Float32.Name) { IsKey = true, IsDrawn = true },
        new("sigmoid", row => row.Sigmoid, Float32.Name),
        new("logit", row => row.Logit, Float32.Name) { IsDrawn = true });

    private static readonly Table<LossRow> LossTable = new(
        new("stack", _ => Recorded) { IsKey = true },
        new("label", row => row.Label ? "1" : "0", ColumnFormats.Integer) { IsKey = true },
        new("x", row => row.X, Float32.Name) { IsKey = true, IsDrawn = true },
        new("clipped", row => row.Values[0], Float32.Name) { IsDrawn = true },
        new("logits", row => row.Values[1], Float32.Name) { IsDrawn = true },
        new("gradient_clipped", row => row.Values[2], Float32.Name) { IsDrawn = true },
        new("gradient_logits", row => row.Values[3], Float32.Name) { IsDrawn = true });

    /// <summary>The sigmoid that it gave, and our logit of that, correctly rounded in each operation.</summary>
    public static OutputTable Sigmoids(string stem)
    {
        var logit = Formulas.Logit(Expression.X).In<Float32>();
        return OutputTable.From(stem, SigmoidTable, Cells("sigmoid", label: true).Select(cell =>
            new SigmoidRow(Number.From(cell.X), Number.From(cell.Value), Number.From(logit.At(cell.Value)))));
    }

    /// <summary>The losses and gradients that it gave for some labels, of which it was asked for 0 and 1.</summary>
    public static OutputTable Losses(string stem, IReadOnlyList<bool> labels)
    {
        string[] columns = ["loss_from_probability", "loss_from_logits", "gradient_through_sigmoid", "gradient_from_logits"];
        return OutputTable.From(stem, LossTable, labels.SelectMany(label =>
        {
            (Float32 X, Float32 Value)[][] cells = [.. columns.Select(column => Cells(column, label))];
            return cells[0].Select((cell, i) =>
                new LossRow(label, Number.From(cell.X), [.. cells.Select(column => Number.From(column[i].Value))]));
        }));
    }

    /// <summary>Points of a series as rings, at multiples of a power of 2 that leave room between them.</summary>
    public static void Draw(Panel panel, Line line, Series recorded, string column, Extent x, Extent y)
    {
        var step = FinestStep;
        while ((x.Max - x.Min) / step > MostPoints)
        {
            step *= 2;
        }

        panel.Scatter(
        [
            .. recorded.Values("x").Zip(recorded.Values(column))
                .Where(point => x.Contains(point.First) && y.Contains(point.Second) && point.First % step == 0)
                .Select(point => new Marker(line, point.First, point.Second, IsHollow: true)),
        ]);
    }

    private static (Float32 X, Float32 Value)[] Cells(string column, bool label) =>
    [
        .. Given.Value.Cells(column).Where(cell => cell.Label == label)
            .Select(cell => (X: Float32.Parse(cell.X), Float32.Parse(cell.Text))).OrderBy(cell => cell.X.Value),
    ];

    private sealed record SigmoidRow(Number X, Number Sigmoid, Number Logit);

    private sealed record LossRow(bool Label, Number X, Number[] Values);
}
