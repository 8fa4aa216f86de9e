using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Experiments.Output.Tables;

namespace Experiments.Compare;

/// <summary>Differences as one JSON document; README says what its properties are.</summary>
/// <remarks>Counts are numbers; differences and steps, which may be beyond the numbers of a reader of JSON, are strings or null.</remarks>
internal static class DifferenceJson
{
    private static readonly JsonWriterOptions Layout = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(string before, string after, IReadOnlyList<FileDifference> differences)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Layout))
        {
            json.WriteStartObject();
            json.WriteBoolean("equal", differences.All(difference => difference.IsEqual));
            json.WriteString("old", before);
            json.WriteString("new", after);
            WriteArray(json, "files", differences, difference => Write(json, difference));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void Write(Utf8JsonWriter json, FileDifference difference)
    {
        json.WriteStartObject();
        json.WriteString("path", difference.Files.Name);
        json.WriteBoolean("equal", difference.IsEqual);
        json.WriteString("outcome", DifferenceWords.Outcome(difference));
        json.WriteString("kind", difference switch
        {
            { Error: not null } => "error",
            { Files.New: null } => "only in old",
            { Files.Old: null } => "only in new",
            { Table: not null } => "table",
            { Picture: not null } => "picture",
            _ => "bytes",
        });
        if (difference.Table is { } table)
        {
            Write(json, table);
        }
        else if (difference.Picture is { } picture)
        {
            json.WriteBoolean("sameSize", picture.IsSameSize);
            json.WriteNumber("pixels", picture.Pixels);
            json.WriteNumber("largestChannel", picture.LargestChannel);
        }
        else if (difference.Bytes is { } bytes)
        {
            json.WriteNumber("oldLength", bytes.OldLength);
            json.WriteNumber("newLength", bytes.NewLength);
            if (bytes.FirstAt is { } at)
            {
                json.WriteNumber("firstAt", at);
            }
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, TableDifference table)
    {
        WriteTexts(json, "key", table.Key);
        json.WriteNumber("rows", table.Rows);
        json.WriteNumber("matchedRows", table.Matched);
        json.WriteNumber("changedRows", table.Changed);
        Write(json, "rowsOnlyInOld", table.OnlyOld);
        Write(json, "rowsOnlyInNew", table.OnlyNew);
        WriteTexts(json, "columnsOnlyInOld", table.ColumnsOnlyOld);
        WriteTexts(json, "columnsOnlyInNew", table.ColumnsOnlyNew);
        WriteArray(json, "columns", table.Columns, column =>
        {
            json.WriteStartObject();
            json.WriteString("name", Excerpt.Of(column.Name));
            json.WriteNumber("equal", column.Equal);
            json.WriteNumber("changed", column.Changed);
            json.WriteNumber("within", column.Within);
            json.WriteNumber("withoutDistance", column.WithoutDistance);
            json.WriteString("largestAbsolute", column.LargestAbsolute is { } largest ? DifferenceWords.Distance(largest) : null);
            json.WriteString("largestUlps", Text(column.LargestUlps));
            json.WritePropertyName("first");
            Write(json, column.First);
            json.WriteEndObject();
        });
        WriteArray(json, "first", table.First, cell => Write(json, cell));
    }

    private static void Write(Utf8JsonWriter json, string name, UnmatchedRows rows)
    {
        json.WriteStartObject(name);
        json.WriteNumber("count", rows.Count);
        WriteArray(json, "first", rows.First, row =>
        {
            json.WriteStartObject();
            WriteTexts(json, "key", row.Key);
            json.WriteNumber("line", row.Line);
            json.WriteEndObject();
        });
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ChangedCell? cell)
    {
        if (cell is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        WriteTexts(json, "key", cell.Key);
        json.WriteString("column", Excerpt.Of(cell.Column));
        json.WriteNumber("oldLine", cell.OldLine);
        json.WriteNumber("newLine", cell.NewLine);
        json.WriteString("old", Excerpt.Of(cell.Old));
        json.WriteString("new", Excerpt.Of(cell.New));
        json.WriteString("ulps", Text(cell.Ulps));
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts) =>
        WriteArray(json, name, texts, text => json.WriteStringValue(Excerpt.Of(text)));

    private static void WriteArray<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            write(item);
        }

        json.WriteEndArray();
    }

    private static string? Text(BigInteger? number) => number?.ToString(CultureInfo.InvariantCulture);
}
