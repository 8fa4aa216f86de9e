using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Experiments.Output.Tables;

/// <summary>A CSV file as the contract has it: UTF-8 without BOM, "\n", comma, a header; cells are text already.</summary>
public sealed class CsvTable : IDisposable
{
    private static readonly CsvConfiguration Layout = new(CultureInfo.InvariantCulture) { NewLine = "\n" };

    private readonly CsvWriter writer;
    private readonly int columns;

    /// <summary>Writes the header; the stream stays open.</summary>
    public CsvTable(Stream stream, IReadOnlyList<string> header)
    {
        ArgumentNullException.ThrowIfNull(header);
        writer = new(new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 16, leaveOpen: true), Layout);
        columns = header.Count;
        Add(header);
    }

    /// <summary>Writes a row, one cell a column; another number of cells throws <see cref="ArgumentException"/>.</summary>
    public void Add(IReadOnlyList<string> cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        ArgumentOutOfRangeException.ThrowIfNotEqual(cells.Count, columns, nameof(cells));
        foreach (var cell in cells)
        {
            writer.WriteField(cell);
        }

        writer.NextRecord();
    }

    /// <inheritdoc/>
    public void Dispose() => writer.Dispose();
}
