using Experiments.Numerics.Formats;
using Experiments.Output.Tables;

namespace Experiments.Observed;

/// <summary>How one quantity of a library agrees with the entry that models it.</summary>
/// <param name="Stack">The library.</param>
/// <param name="Quantity">The quantity, as its column is called.</param>
/// <param name="Entry">The entry.</param>
/// <param name="Format">The format that its cells are in.</param>
internal sealed record ObservedRow(ObservedStack Stack, string Quantity, string Entry, string Format)
{
    /// <summary>The table.</summary>
    public static Table<ObservedRow> Table { get; } = new(
        new("stack", row => row.Stack.Name) { IsKey = true },
        new("version", row => row.Stack.Version),
        new("date", row => row.Stack.Date),
        new("quantity", row => row.Quantity) { IsKey = true },
        new("loss", row => row.Entry),
        new("cells", row => row.Cells),
        new("equal", row => row.Equal),
        new("largest_ulps", row => row.LargestUlps),
        new("worst_x", row => row.Worst?.X, Float32.Name),
        new("worst_label", row => row.Worst?.Label ?? "", ColumnFormats.Integer),
        new("observed", row => row.Worst?.Observed),
        new("model", row => row.Worst?.Model),
        new("format", row => row.Format),
        new("ulps_allowed", row => row.Stack.Ulps),
        new("possible", row => row.Possible),
        new("also", row => string.Join(' ', row.Also)),
        new("flushes", row => row.Stack.Flushes ? "yes" : "no"));

    /// <summary>How many cells are compared.</summary>
    public required int Cells { get; init; }

    /// <summary>How many are the model's number; −0 counts as 0.</summary>
    public required int Equal { get; init; }

    /// <summary>How many are possible where exp, log and the like are off by as much as they may be.</summary>
    public required int Possible { get; init; }

    /// <summary>The steps between a cell and the model that are furthest apart; ∞ where one of them alone is NaN.</summary>
    public required double LargestUlps { get; init; }

    /// <summary>The first cell that is so far off; null where all are equal.</summary>
    public required ObservedWorst? Worst { get; init; }

    /// <summary>A cell that is not possible; null where all are.</summary>
    public required ObservedWorst? Refuting { get; init; }

    /// <summary>The other entries under which every cell is possible.</summary>
    public IReadOnlyList<string> Also { get; init; } = [];
}

/// <summary>A cell and what the model gives there; the label is empty where there is none.</summary>
internal sealed record ObservedWorst(Number X, string Label, Number Observed, Number Model);
