using CsvHelper;

namespace Experiments.Output.Tables;

/// <summary>A CSV file to write: UTF-8 without BOM, "\n", comma, a header; cells are text already.</summary>
public sealed class CsvTable : IDisposable
{
    // Readers leave out blanks around cells that are not in quotes.
    private static readonly CsvWriterOptions Layout = new() { NewLine = "\n", Quoting = CsvQuoting.WhenNeededOrWhitespace };

    private readonly CsvWriter writer;
    private readonly int columns;

    /// <summary>Rows of so many cells, the header first; the stream stays open.</summary>
    public CsvTable(Stream stream, int columns)
    {
        writer = CsvWriter.Create(stream, Layout, leaveOpen: true);
        this.columns = columns;
    }

    /// <summary>Writes a row; other than one cell a column throws <see cref="ArgumentException"/>.</summary>
    public void Add(IReadOnlyList<string> cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        ArgumentOutOfRangeException.ThrowIfNotEqual(cells.Count, columns, nameof(cells));
        foreach (var cell in cells)
        {
            writer.WriteField(cell);
        }

        writer.EndRecord();
    }

    /// <inheritdoc/>
    public void Dispose() => writer.Dispose();
}
