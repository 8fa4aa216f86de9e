using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Experiments.Numerics.Formats;
using Experiments.Output.Figures;

namespace Experiments.Output.Tables;

/// <summary>A CSV file read row by row: commas, quotes as in RFC 4180, lines ended by LF, CR LF or CR; blank lines are skipped.</summary>
internal sealed class CsvSource : IDisposable
{
    // A quote that is not closed makes the rest of the file one cell.
    private const int LargestCell = 1 << 20;

    private static readonly CsvConfiguration Layout = new(CultureInfo.InvariantCulture) { MaxFieldSize = LargestCell, BufferSize = 1 << 16 };

    private readonly Utf8Reader text;
    private readonly CsvParser parser;
    private readonly string[] header;
    private string row = string.Empty;

    /// <summary>Opens the file and reads its header.</summary>
    /// <exception cref="ComparisonException">It cannot be opened, has no header, or one with two columns of the same name.</exception>
    public CsvSource(string path)
    {
        Path = path;
        text = Open(path);
        parser = new(text, Layout);
        try
        {
            header = ReadRow() ? [.. Enumerable.Range(0, parser.Count).Select(Cell)] : throw Wrong(1, "the file is empty; expected a header");
            var twice = header.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1);
            if (twice is not null)
            {
                throw Wrong(Line, $"{twice.Count()} columns are named '{Excerpt.Of(twice.Key)}'; expected a header in which each name is there once");
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The file, as the user wrote it.</summary>
    public string Path { get; }

    /// <summary>The names of the columns.</summary>
    public IReadOnlyList<string> Header => header;

    /// <summary>The line on which the row begins, from 1 on.</summary>
    public long Line { get; private set; }

    /// <summary>The row as it is in the file, without the end of its line.</summary>
    public ReadOnlySpan<char> Row => row.AsSpan().TrimEnd("\r\n");

    /// <summary>Whether a cell of the row is in quotes.</summary>
    public bool IsQuoted { get; private set; }

    /// <summary>How much of the file is read, in per cent.</summary>
    public int PerCent => (int)(100 * text.Position / Math.Max(1, text.Length));

    /// <summary>Bytes in the file.</summary>
    public long Length => text.Length;

    /// <summary>The place of a column in the header; −1 when it is not there.</summary>
    public int IndexOf(string name) => Array.IndexOf(header, name);

    /// <summary>Reads the next row; false at the end.</summary>
    /// <exception cref="ComparisonException">The row has more or fewer cells than the header, or is no text.</exception>
    public bool Read()
    {
        if (!ReadRow())
        {
            return false;
        }

        return parser.Count == Header.Count ? true
            : throw Wrong(Line, $"{Count(parser.Count)}; expected {Header.Count}, as in the header");
    }

    /// <summary>A cell of the row.</summary>
    /// <exception cref="ComparisonException">Its quotes are wrong.</exception>
    public string Cell(int column)
    {
        try
        {
            return parser[column];
        }
        catch (BadDataException)
        {
            throw Wrong(Line, $"the quotes of cell {column + 1} are wrong; expected a cell in quotes as a whole, a quote in it doubled");
        }
    }

    /// <summary>What is wrong on a line of the file.</summary>
    public ComparisonException Wrong(long line, string what) => new($"{Path}, line {line}: {what}.");

    /// <inheritdoc/>
    public void Dispose()
    {
        parser.Dispose();
        text.Dispose();
    }

    private static Utf8Reader Open(string path)
    {
        try
        {
            var text = new Utf8Reader(path);
            if (text.CanSeek)
            {
                return text;
            }

            text.Dispose();
            throw new IOException("it is a pipe; expected a file, which may have to be read twice");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ComparisonException($"{path} cannot be read: {error.Message}");
        }
    }

    private static string Count(int cells) => cells == 1 ? "1 cell" : $"{cells} cells";

    private bool ReadRow()
    {
        var before = parser.RawRow;
        try
        {
            if (!parser.Read())
            {
                return false;
            }
        }
        catch (MaxFieldSizeException)
        {
            throw Wrong(before + 1, $"a cell has more than {LargestCell} characters; expected CSV, each quote closed");
        }

        row = parser.RawRecord;
        IsQuoted = row.Contains('"', StringComparison.Ordinal);
        Line = parser.RawRow - (IsQuoted ? Breaks() : 0);
        return true;
    }

    /// <summary>The ends of lines in the quotes of the row; where a quote is not closed, the last one too.</summary>
    private int Breaks()
    {
        var quote = row.LastIndexOf('"');
        var isOpen = row.AsSpan().Count('"') % 2 == 1 && (quote == 0 || row[quote - 1] == ',');
        var text = isOpen ? row : Row;
        return text.Count('\r') + text.Count('\n') - text.Count("\r\n");
    }
}
