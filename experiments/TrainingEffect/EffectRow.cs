using System.Globalization;
using Experiments.Numerics.Formats;
using Experiments.Output.Tables;
using Experiments.Samples.Learning;

namespace Experiments.TrainingEffect;

/// <summary>
/// A training: what was trained, and what it came to, in words of the table; empty where there is no number.
/// </summary>
internal sealed record EffectRow(string Data, string Noise, string Arm, ulong Seed)
{
    /// <summary>The quantities that are compared, in the order of the table.</summary>
    public static IReadOnlyList<(string Name, string Format)> Quantities { get; } =
    [
        ("epochs", ColumnFormats.Integer), (EffectNames.TestAccuracy, Float64.Name), (EffectNames.TestLoss, Float64.Name),
        ("validation_loss", Float64.Name), ("largest_raw", Float32.Name), ("clipped", Float64.Name),
        (EffectNames.ZeroGradient, Float64.Name),
    ];

    /// <summary>The table, a row a training.</summary>
    public static Table<EffectRow> Table { get; } = new(
    [
        new("data", row => row.Data) { IsKey = true },
        new("noise", row => row.Noise, Float64.Name) { IsKey = true },
        new("arm", row => row.Arm) { IsKey = true },
        new("seed", row => row.Seed.ToString(CultureInfo.InvariantCulture), ColumnFormats.Integer) { IsKey = true },
        .. Quantities.Select((quantity, i) => new Column<EffectRow>(quantity.Name, row => row.Values[i], quantity.Format)),
        new("first_difference", row => row.FirstDifference, ColumnFormats.Integer),
    ]);

    /// <summary>The quantities.</summary>
    public IReadOnlyList<string> Values { get; init; } = [.. Quantities.Select(_ => string.Empty)];

    /// <summary>
    /// The step after which a weight first differs from the reference's, 0 before the first; empty if never.
    /// </summary>
    public string FirstDifference { get; init; } = string.Empty;

    /// <summary>What the training came to.</summary>
    public LearnedOutcome Outcome => new(Value(EffectNames.TestAccuracy), Value(EffectNames.TestLoss), Value(EffectNames.ZeroGradient));

    /// <summary>A quantity by its place; NaN where there is no number.</summary>
    public double Value(int quantity) => Values[quantity] is { Length: > 0 } text ? Float64.Parse(text).Value : double.NaN;

    private double Value(string name) => Value(Quantities.Index().First(quantity => quantity.Item.Name == name).Index);

    /// <summary>The rows of a table that was written, with its line where one is not as it should be.</summary>
    /// <exception cref="TableException">It has other columns, or a seed is no number.</exception>
    public static IEnumerable<EffectRow> Read(string path)
    {
        using var rows = new CsvRows(path);
        foreach (var row in Read(rows))
        {
            yield return row;
        }
    }

    /// <summary>The same of a table that is open.</summary>
    public static IEnumerable<EffectRow> Read(CsvRows rows)
    {
        string[] columns = [.. Table.Schema.Columns.Select(column => column.Name)];
        if (!rows.Header.SequenceEqual(columns))
        {
            throw rows.Wrong(1, $"the columns are {string.Join(',', rows.Header)}; expected {string.Join(',', columns)}");
        }

        while (rows.Read())
        {
            const int First = 4;
            var seed = ulong.TryParse(rows.Cell(First - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number : throw rows.Wrong(rows.Line, $"seed is '{Excerpt.Of(rows.Cell(First - 1))}'; expected a whole number");
            yield return new(rows.Cell(0), rows.Cell(1), rows.Cell(2), seed)
            {
                Values = [.. Quantities.Select((_, i) => rows.Cell(First + i))],
                FirstDifference = rows.Cell(columns.Length - 1),
            };
        }
    }
}
