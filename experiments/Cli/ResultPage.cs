using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Experiments.Output.Tables;

namespace Experiments.Cli;

/// <summary>What commands end with on stdout: result tables, for people or for programs.</summary>
internal static class ResultPage
{
    private const int Width = 80;
    private const string Gap = "  ";

    // Numbers of float32 are shown whole.
    private const int MostDigits = 9;
    private const string Rounded = "G8";

    private static readonly JsonWriterOptions Layout =
        new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The tables as JSON or as text.</summary>
    public static string Of(IReadOnlyList<ResultTable> tables, bool isJson) => isJson ? Json(tables) : Text(tables);

    /// <summary>Writes a page to stdout, at once.</summary>
    /// <exception cref="StandardOutputException">Stdout takes no more.</exception>
    public static void Print(string page) => Console.Out.Write(page);

    /// <summary>
    /// The tables, each below its title, with an empty line between two; names of columns take as many lines as 80
    /// columns ask for. Numbers of more digits than float32 has are rounded to 8. Columns without a value in any row are
    /// left out, and where the width is too little the last ones that are no key.
    /// </summary>
    public static string Text(IReadOnlyList<ResultTable> tables) =>
        string.Join('\n', tables.Select(table => table.Words is { } words ? Sentences(words) : Text(table)));

    /// <summary>
    /// One object with an array for each table, by its name, of an object for each row, by the names of its columns.
    /// </summary>
    /// <remarks>
    /// A number has all digits of its CSV cell; what is no number there (inf, -inf, nan, overflow, div0, log0) is a
    /// string, and an empty cell null.
    /// </remarks>
    public static string Json(IReadOnlyList<ResultTable> tables) => Json(json =>
    {
        json.WriteStartObject();
        ResultTable[] shown = [.. tables.Where(table => !table.IsForPeople)];
        foreach (var table in shown)
        {
            if (table.Words is not null)
            {
                WriteObject(json, table, isWhole: shown.Length == 1);
                continue;
            }

            json.WriteStartArray(table.Name);
            foreach (var row in table.Rows)
            {
                json.WriteStartObject();
                foreach (var (column, cell) in table.Schema.Columns.Zip(row))
                {
                    json.WritePropertyName(column.Name);
                    Write(json, column, cell);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    });

    /// <summary>A document as every command prints it, with a line end after it.</summary>
    public static string Json(Action<Utf8JsonWriter> document)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Layout))
        {
            document(json);
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    /// <summary>Writes names and values, by themselves where there is nothing else, or under the table's name.</summary>
    private static void WriteObject(Utf8JsonWriter json, ResultTable table, bool isWhole)
    {
        if (!isWhole)
        {
            json.WriteStartObject(table.Name);
        }

        foreach (var row in table.Rows)
        {
            json.WritePropertyName(row[0]);
            WriteValue(json, row[1]);
        }

        if (!isWhole)
        {
            json.WriteEndObject();
        }
    }

    /// <summary>Sentences, each from the start of a line.</summary>
    private static string Sentences(IReadOnlyList<string> words) =>
        string.Concat(words.SelectMany(sentence => Wrap(sentence.Split(' '), Width)).Select(line => line + "\n"));

    /// <summary>Writes a number, null where there is no text, else the text.</summary>
    private static void WriteValue(Utf8JsonWriter json, string text)
    {
        if (text.Length == 0)
        {
            json.WriteNullValue();
        }
        else
        {
            WriteNumber(json, text);
        }
    }

    /// <summary>Writes a number with all its digits; what is none, such as inf, as a string.</summary>
    public static void WriteNumber(Utf8JsonWriter json, string text)
    {
        if (IsNumber(text))
        {
            json.WriteRawValue(text);
        }
        else
        {
            json.WriteStringValue(text);
        }
    }

    /// <summary>Whether a text is a number that JSON can have.</summary>
    public static bool IsNumber(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) && char.IsAsciiDigit(text[^1]);

    /// <summary>Words in as few lines of a width as they fill; a longer word has a line of its own.</summary>
    public static IEnumerable<string> Wrap(IEnumerable<string> words, int width)
    {
        var line = string.Empty;
        foreach (var word in words)
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = string.Empty;
            }

            line += line.Length > 0 ? " " + word : word;
        }

        yield return line;
    }

    private static void Write(Utf8JsonWriter json, ColumnSchema column, string cell)
    {
        if (cell.Length == 0)
        {
            json.WriteNullValue();
        }
        else if (cell is "true" or "false")
        {
            json.WriteBooleanValue(cell == "true");
        }
        else if (column.Format == ColumnFormats.Text)
        {
            json.WriteStringValue(cell);
        }
        else
        {
            WriteNumber(json, cell);
        }
    }

    private static string Text(ResultTable table)
    {
        string[][] cells = [.. table.Rows];
        List<int> filled =
            [.. Enumerable.Range(0, table.Schema.Columns.Count).Where(i => cells.Length == 0 || cells.Any(row => row[i].Length > 0))];
        while (true)
        {
            var (text, width) = Laid(table, cells, filled);
            var last = filled.FindLastIndex(i => !table.Schema.Key.Contains(table.Schema.Columns[i].Name));
            if (width <= Width || last < 1)
            {
                return text;
            }

            filled.RemoveAt(last);
        }
    }

    /// <summary>A table of some of its columns, and how wide it is.</summary>
    private static (string Text, int Width) Laid(ResultTable table, string[][] cells, IReadOnlyList<int> filled)
    {
        ColumnSchema[] columns = [.. filled.Select(i => table.Schema.Columns[i])];
        string[][] rows = [.. cells.Select(row => filled.Select((place, i) => Shown(columns[i], row[place])).ToArray())];
        string[][] words = [.. columns.Select(column => column.Name.Split('_'))];
        int[] cellWidths = [.. words.Select((name, i) => rows.Select(row => row[i].Length).Concat(name.Select(word => word.Length)).Max())];
        int[] widths;
        var height = 0;
        do
        {
            height++;
            widths = [.. cellWidths.Zip(words, (width, name) => Widened(width, name, height))];
        }
        while (widths.Sum() + (Gap.Length * (widths.Length - 1)) > Width && height < words.Max(name => name.Length));

        string[][] names = [.. words.Zip(widths, (name, width) => Wrap(name, width).ToArray())];
        var header = Enumerable.Range(0, names.Max(lines => lines.Length))
            .Select(line => names.Select(lines => lines.ElementAtOrDefault(line) ?? "").ToArray());
        var text = new StringBuilder(table.Title).Append('\n');
        foreach (var texts in header.Concat(rows))
        {
            var line = string.Join(Gap, texts.Select((cell, i) =>
                columns[i].Format == ColumnFormats.Text ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i])));
            text.Append(line.TrimEnd()).Append('\n');
        }

        return (text.ToString(), widths.Sum() + (Gap.Length * (widths.Length - 1)));
    }

    /// <summary>The least width from one on at which words fill no more than so many lines.</summary>
    private static int Widened(int width, string[] words, int lines) =>
        Wrap(words, width).Count() <= lines ? width : Widened(width + 1, words, lines);

    private static string Shown(ColumnSchema column, string cell)
    {
        if (cell.Length == 0)
        {
            return "—";
        }

        if (column.Format is ColumnFormats.Text or ColumnFormats.Integer || !IsNumber(cell))
        {
            return cell;
        }

        var significand = cell.Split('e')[0];
        if (significand.Count(char.IsAsciiDigit) - (significand.TrimStart('-').StartsWith('0') ? Zeros(significand) : 0) <= MostDigits)
        {
            return cell;
        }

        // 9.99…e-6 is 1e-5.
        var rounded = Round(significand);
        return rounded.TrimStart('-') == "10" && significand.Length < cell.Length
            ? $"{rounded[..^1]}e{int.Parse(cell[(significand.Length + 1)..], CultureInfo.InvariantCulture) + 1}"
            : rounded + cell[significand.Length..];
    }

    /// <summary>The zeros before the first other digit.</summary>
    private static int Zeros(string significand) => significand.TakeWhile(letter => letter is '-' or '0' or '.').Count(char.IsAsciiDigit);

    private static string Round(string significand) =>
        double.Parse(significand, CultureInfo.InvariantCulture).ToString(Rounded, CultureInfo.InvariantCulture)
            .Replace("E-0", "e-", StringComparison.Ordinal)
            .Replace("E+", "e", StringComparison.Ordinal);
}
