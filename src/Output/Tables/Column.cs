using System.Globalization;
using Experiments.Numerics.Formats;

namespace Experiments.Output.Tables;

/// <summary>A column of a table: its name, its format, how a cell is made from a row, and what it is for.</summary>
public sealed class Column<TRow>
{
    private readonly Func<TRow, (string Text, double Value)> cell;

    /// <summary>Words.</summary>
    public Column(string name, Func<TRow, string> words)
        : this(name, ColumnFormats.Text, row => (words(row), double.NaN))
    {
    }

    /// <summary>Digits in a format.</summary>
    public Column(string name, Func<TRow, string> digits, string format)
        : this(name, format, row => (digits(row), double.NaN))
    {
    }

    /// <summary>Numbers in a format, that of the row if none is given; a cell without one is empty.</summary>
    public Column(string name, Func<TRow, Number?> number, string format = ColumnFormats.Row)
        : this(name, format, row => number(row) is { } shown ? (shown.Text, shown.Value) : (string.Empty, double.NaN))
    {
    }

    /// <summary>Numbers in float64.</summary>
    public Column(string name, Func<TRow, double> number)
        : this(name, Float64.Name, row => (new Float64(number(row)).ToText(), number(row)))
    {
    }

    /// <summary>Counts.</summary>
    public Column(string name, Func<TRow, int> count)
        : this(name, ColumnFormats.Integer, row => (count(row).ToString(CultureInfo.InvariantCulture), count(row)))
    {
    }

    /// <summary>Labels.</summary>
    public Column(string name, Func<TRow, bool> label)
        : this(name, ColumnFormats.Integer, row => label(row) ? ("1", 1) : ("0", 0))
    {
    }

    private Column(string name, string format, Func<TRow, (string Text, double Value)> cell) =>
        (Name, Format, this.cell) = (name, format, cell);

    /// <summary>The name in the header.</summary>
    public string Name { get; }

    /// <summary>The format of its cells, as in <see cref="ColumnSchema"/>.</summary>
    public string Format { get; }

    /// <summary>Whether it names a row, alone or with others.</summary>
    public bool IsKey { get; init; }

    /// <summary>Whether a figure draws its values.</summary>
    public bool IsDrawn { get; init; }

    /// <summary>The cell of a row: its text, and its value where it is a number.</summary>
    internal (string Text, double Value) Cell(TRow row) => cell(row);
}
