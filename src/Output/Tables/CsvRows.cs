using System.Globalization;
using System.Text;
using System.Text.Unicode;
using CsvHelper;
using Experiments.Output.Inputs;

namespace Experiments.Output.Tables;

/// <summary>A table that cannot be read or compared: the message names file and line, and what was expected.</summary>
public sealed class TableException(string message) : Exception(message);

/// <summary>The rows of a CSV file, one after the other.</summary>
/// <remarks>
/// UTF-8, with or without BOM; separated by comma, semicolon or tab, whichever the first line has most of; quotes as in
/// RFC 4180; lines ended by LF, CR LF or CR. Blank lines are skipped, and blanks around names and around cells that are
/// not in quotes are left out.
/// </remarks>
public sealed class CsvRows : IDisposable
{
    // A quote that is not closed makes the rest of the file one row.
    private const int LargestRow = 1 << 24;
    private const int LargestFirstLine = 1 << 16;

    private readonly Stream file;
    private readonly long length;
    private readonly CsvReader reader;
    private readonly string[] header;
    private readonly Dictionary<string, int> places;
    private bool isFirstRowNext;
    private bool isMalformed;
    private bool isRow;

    /// <summary>Opens a file and reads its header; without one, the columns are named 1, 2 and so on.</summary>
    /// <exception cref="TableException">It is empty, or two columns have one name.</exception>
    /// <exception cref="IOException">It cannot be opened, or is a pipe.</exception>
    public CsvRows(string path, bool hasHeader = true)
        : this(() => InputFile.Open(path), path, hasHeader)
    {
    }

    /// <summary>
    /// The same of a stream, which is disposed of with the rows; where nothing is known of a header, a first row with a
    /// number in it has none.
    /// </summary>
    public CsvRows(Stream stream, string path, bool? hasHeader = null)
        : this(() => stream, path, hasHeader)
    {
    }

    private CsvRows(Func<Stream> open, string path, bool? hasHeader)
    {
        Path = path;
        file = open();
        length = file.CanSeek ? file.Length : 0;
        try
        {
            var head = new byte[LargestFirstLine];
            var read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            file = new HeadedStream(head.AsMemory(0, read), file);
            reader = CsvReader.Create(file, new CsvReaderOptions
            {
                HasHeader = false,
                Separator = Separator(head.AsSpan(0, read)),
                TrimWhitespace = true,
                TrackLineNumbers = true,
                MaxRecordSize = LargestRow,
                OnMalformedRecord = _ => isMalformed = true,
            });
            var first = ReadRow() ? Enumerable.Range(0, reader.FieldCount)
                : throw Wrong(1, $"the file is empty; expected a {(hasHeader == false ? "row" : "header")}");
            HasHeader = hasHeader ?? !first.Any(i => IsNumber(Cell(i).Trim()));
            header = [.. first.Select(i => HasHeader ? Cell(i).Trim() : (i + 1).ToString(CultureInfo.InvariantCulture))];
            var twice = header.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1);
            places = twice is null ? header.Index().ToDictionary(name => name.Item, name => name.Index) : throw Wrong(
                Line, $"{twice.Count()} columns are named '{Excerpt.Of(twice.Key)}'; expected a header in which each name is there once");
            isFirstRowNext = !HasHeader;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The file, as the user wrote it.</summary>
    public string Path { get; }

    /// <summary>Whether the first row has the names of the columns.</summary>
    public bool HasHeader { get; }

    /// <summary>The names of the columns.</summary>
    public IReadOnlyList<string> Header => header;

    /// <summary>The line on which the row begins, from 1 on.</summary>
    public long Line => reader.LineNumber;

    /// <summary>The row as it is in the file, without the end of its line.</summary>
    public ReadOnlySpan<byte> Row => reader.RawRecord;

    /// <summary>The character between cells.</summary>
    public char Divider => reader.Separator;

    /// <summary>How much of the file is read, in per cent, where its length is known.</summary>
    public int PerCent => (int)(100 * reader.ByteOffset / Math.Max(1, length));

    /// <summary>The place of a column in the header; −1 when it is not there.</summary>
    public int IndexOf(string name) => places.GetValueOrDefault(name, -1);

    /// <summary>Reads the next row; false at the end.</summary>
    /// <exception cref="TableException">It has more or fewer cells than the header or wrong quotes.</exception>
    public bool Read() => TryRead(out var misfit) && misfit is { } wrong ? throw wrong : isRow;

    /// <summary>
    /// Reads the next row; false at the end. One that has more or fewer cells than the header comes with what is wrong.
    /// </summary>
    /// <exception cref="TableException">It has wrong quotes.</exception>
    public bool TryRead(out TableException? misfit)
    {
        misfit = null;
        if (isFirstRowNext)
        {
            isFirstRowNext = false;
            return isRow = true;
        }

        var cells = ReadRow() ? reader.FieldCount : 0;
        misfit = cells == 0 || cells == header.Length ? null : Wrong(
            Line, $"{cells} {(cells == 1 ? "cell" : "cells")}; expected {header.Length}, as in the {(HasHeader ? "header" : "first row")}");
        return isRow = cells > 0;
    }

    /// <summary>A cell of the row.</summary>
    public string Cell(int column) => reader.GetString(column);

    /// <summary>A cell of the row in UTF-8, until the next row is read.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => reader.GetSpan(column);

    /// <summary>What is wrong on a line of the file.</summary>
    public TableException Wrong(long line, string what) => new($"{Path}, line {line}: {what}.");

    /// <inheritdoc/>
    public void Dispose()
    {
        reader?.Dispose();
        file?.Dispose();
    }

    /// <summary>The separator that the first line has most of outside quotes; a comma where it has none.</summary>
    /// <remarks>Where there are others, a comma between digits is a decimal one.</remarks>
    private char Separator(ReadOnlySpan<byte> bytes)
    {
        if (bytes is [0xFE, 0xFF, ..] or [0xFF, 0xFE, ..])
        {
            throw NoText(1);
        }

        bytes = bytes[(bytes.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0)..].TrimStart("\r\n"u8);
        var (counts, isQuoted, decimals) = (new int[128], false, 0);
        for (var i = 0; i < bytes.Length; i++)
        {
            var letter = bytes[i];
            isQuoted ^= letter == '"';
            if (!isQuoted && letter is (byte)'\r' or (byte)'\n')
            {
                break;
            }

            counts[letter & 127] += !isQuoted && letter < 128 ? 1 : 0;
            var isDecimal = letter == ',' && i > 0 && i + 1 < bytes.Length
                && char.IsAsciiDigit((char)bytes[i - 1]) && char.IsAsciiDigit((char)bytes[i + 1]);
            decimals += isDecimal && !isQuoted ? 1 : 0;
        }

        counts[','] -= counts[';'] + counts['\t'] > 0 ? decimals : 0;
        return ",;\t".MaxBy(separator => counts[separator]);
    }

    private static bool IsNumber(string cell) => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
        || cell.TrimStart('+', '-').ToUpperInvariant() is "INF" or "INFINITY" or "NAN";

    private bool ReadRow()
    {
        var before = reader.LineNumber;
        try
        {
            if (!reader.Read())
            {
                return false;
            }
        }
        catch (CsvFormatException)
        {
            throw Wrong(before + 1, $"the row has more than {LargestRow >> 20} MB; expected CSV, each quote closed");
        }

        if (!Utf8.IsValid(Row) || Row.Contains((byte)0))
        {
            throw NoText(Line);
        }

        var cell = isMalformed ? 1 + Enumerable.Range(0, reader.FieldCount).FirstOrDefault(IsMalformed) : 0;
        return cell == 0 ? true
            : throw Wrong(Line, $"the quotes of cell {cell} are wrong; expected a cell in quotes as a whole, a quote in it doubled");
    }

    private bool IsMalformed(int column)
    {
        var raw = Encoding.UTF8.GetString(reader.GetRawSpan(column));
        var text = raw.Trim(' ', '\t').Replace("\"\"", string.Empty, StringComparison.Ordinal);
        var isWhole = text.Length > 1 && text[0] == '"' && text.IndexOf('"', 1) == text.Length - 1;
        return text.Contains('"', StringComparison.Ordinal) && !isWhole;
    }

    private TableException NoText(long line) => Wrong(line, "there are bytes that are no text; expected a CSV file in UTF-8");
}
