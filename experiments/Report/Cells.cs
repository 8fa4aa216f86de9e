using System.Globalization;
using System.Numerics;
using Experiments.Output.Tables;
using Experiments.Readback;

namespace Experiments.Report;

/// <summary>A table that was written, as the page shows it: the header, and rows with their cells by column.</summary>
internal sealed class Cells
{
    private readonly Dictionary<string, int> places;

    /// <summary>A table of cells, those of the table of a stem among them.</summary>
    public Cells(string stem, IReadOnlyList<string> columns, IReadOnlyList<string[]> rows)
    {
        (Stem, Columns, Rows) = (stem, columns, rows);
        places = columns.Index().ToDictionary(column => column.Item, column => column.Index);
    }

    /// <summary>The stem of its file.</summary>
    public string Stem { get; }

    /// <summary>The names of its columns.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Its rows.</summary>
    public IReadOnlyList<string[]> Rows { get; }

    /// <summary>A table of the folder.</summary>
    /// <exception cref="TableException">It is not there as recorded, or is no table.</exception>
    public static Cells Read(WrittenTables tables, string stem)
    {
        var rows = tables.Rows(stem, row => (row.Columns, row.Cells));
        return new(stem, [.. rows[0].Columns], [.. rows.Select(row => row.Cells)]);
    }

    /// <summary>Some of its rows.</summary>
    public Cells Where(Func<string[], bool> holds) => new(Stem, Columns, [.. Rows.Where(holds)]);

    /// <summary>Some of its columns, in the order in which they are named.</summary>
    public Cells Only(params IReadOnlyList<string> columns) =>
        new(Stem, columns, [.. Rows.Select(row => columns.Select(column => this[row, column]).ToArray())]);

    /// <summary>With a first column more.</summary>
    public Cells With(string column, Func<string[], string> cell) =>
        new(Stem, [column, .. Columns], [.. Rows.Select(row => (string[])[cell(row), .. row])]);

    /// <summary>The cell of a row in a column.</summary>
    /// <exception cref="TableException">There is no such column.</exception>
    public string this[string[] row, string column] => places.TryGetValue(column, out var place) ? row[place]
        : throw Wrong($"there is no column '{column}'");

    /// <summary>The same as a number; NaN where it is none.</summary>
    public double Value(string[] row, string column) => this[row, column] switch
    {
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        var text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN,
    };

    /// <summary>The same as a whole number.</summary>
    /// <exception cref="TableException">It is none.</exception>
    public BigInteger Whole(string[] row, string column) =>
        BigInteger.TryParse(this[row, column], NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number
        : throw Wrong($"{column} is '{Excerpt.Of(this[row, column])}'; expected a whole number");

    /// <summary>The sum of a column of whole numbers, in digits.</summary>
    /// <exception cref="TableException">One is none.</exception>
    public string Sum(string column) =>
        Rows.Aggregate(BigInteger.Zero, (sum, row) => sum + Whole(row, column)).ToString(CultureInfo.InvariantCulture);

    /// <summary>The first row in which a column has a word; null where there is none.</summary>
    public string[]? Find(string column, string word) => Rows.FirstOrDefault(row => this[row, column] == word);

    /// <summary>The same where there is to be one.</summary>
    /// <exception cref="TableException">There is none.</exception>
    public string[] Row(string column, string word) => Find(column, word)
        ?? throw Wrong($"there is no row with {column} {word}");

    /// <summary>What is wrong with the table.</summary>
    public TableException Wrong(string what) => new($"{Stem}.csv: {what}.");
}
