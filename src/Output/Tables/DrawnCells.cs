using System.Globalization;
using Experiments.Numerics.Formats;

namespace Experiments.Output.Tables;

/// <summary>The numbers of some columns of a table that was written, as figures draw them.</summary>
internal sealed class DrawnCells(CsvRows rows, IReadOnlyList<ColumnSchema> columns)
{
    private readonly Dictionary<string, Func<string, double>> readers = [];
    private readonly int[] places = [.. columns.Select(column => rows.IndexOf(column.Name))];
    private readonly int format = rows.IndexOf("format");

    /// <summary>The number of a column in the row that was read; NaN where the cell is empty.</summary>
    /// <exception cref="TableException">It is no number of the column's format.</exception>
    public double Value(int column)
    {
        var text = rows.Cell(places[column]);
        if (text.Length == 0)
        {
            return double.NaN;
        }

        try
        {
            return Reader(columns[column].Format)(text);
        }
        catch (FormatException)
        {
            throw rows.Wrong(rows.Line, $"{columns[column].Name} is '{Excerpt.Of(text)}'; expected a number");
        }
    }

    private Func<string, double> Reader(string name)
    {
        var own = name == ColumnFormats.Row && format >= 0 ? rows.Cell(format) : name;
        return readers.TryGetValue(own, out var known) ? known
            : readers[own] = own == ColumnFormats.Integer ? text => double.Parse(text, NumberStyles.Integer, CultureInfo.InvariantCulture)
                : NumberFormat.Find(own) is { } found ? found.Run(new Reading())
                : throw rows.Wrong(rows.Line, $"'{Excerpt.Of(own)}' is no number format");
    }

    private sealed class Reading : IFormatWork<Func<string, double>>
    {
        public Func<string, double> Run<T>()
            where T : struct, IFloat<T> => text => Number.From(T.Parse(text)).Value;
    }
}
