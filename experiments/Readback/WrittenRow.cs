using System.Globalization;
using Experiments.Numerics.Formats;
using Experiments.Output.Tables;

namespace Experiments.Readback;

/// <summary>A row of a table that was written: its cells by column, and as what they are.</summary>
internal sealed class WrittenRow(CsvRows rows)
{
    /// <summary>The cell of a column.</summary>
    /// <exception cref="TableException">There is no such column.</exception>
    public string this[string column] => rows.IndexOf(column) is >= 0 and var place ? rows.Cell(place)
        : throw rows.Wrong(1, $"there is no column '{column}'");

    /// <summary>The names of all columns, in order.</summary>
    public IReadOnlyList<string> Columns => rows.Header;

    /// <summary>All cells, in order.</summary>
    public string[] Cells => [.. Enumerable.Range(0, rows.Header.Count).Select(rows.Cell)];

    /// <summary>A number of float64; NaN where the cell is empty.</summary>
    public double Value(string column) => this[column].Length == 0 ? double.NaN : Read(column, text => Float64.Parse(text).Value);

    /// <summary>A number of float32.</summary>
    public float Single(string column) => Read(column, text => Float32.Parse(text).Value);

    /// <summary>A count.</summary>
    public long Count(string column) => Read(column, text => long.Parse(text, NumberStyles.Integer, CultureInfo.InvariantCulture));

    /// <summary>A label, 0 or 1.</summary>
    public bool Label(string column) => Read(column, text => text is "1" or "0" ? text == "1" : throw new FormatException());

    /// <summary>A number of a format as figures draw it; null where the cell is empty.</summary>
    public Number? Number(string column, string format) => this[column].Length == 0 ? null
        : Read(column, text => (NumberFormat.Find(format) ?? throw new FormatException()).Run(new Reading(text)));

    private T Read<T>(string column, Func<string, T> read)
    {
        var text = this[column];
        try
        {
            return read(text);
        }
        catch (Exception error) when (error is FormatException or OverflowException)
        {
            throw rows.Wrong(rows.Line, $"{column} is '{Excerpt.Of(text)}', which it cannot be");
        }
    }

    private sealed class Reading(string text) : IFormatWork<Number>
    {
        public Number Run<T>()
            where T : struct, IFloat<T> => Output.Tables.Number.From(T.Parse(text));
    }
}
