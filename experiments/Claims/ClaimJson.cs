using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Experiments.Claims;

/// <summary>
/// The table of claims for programs: an array of objects with the fields of claims.csv, and the numbers that a claim is
/// judged by as numbers.
/// </summary>
internal static class ClaimJson
{
    private static readonly JsonWriterOptions Layout = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes it in UTF-8, with a line end after it.</summary>
    public static void Write(Stream stream, IReadOnlyList<ClaimRow> rows)
    {
        using (var json = new Utf8JsonWriter(stream, Layout))
        {
            json.WriteStartArray();
            foreach (var row in rows)
            {
                json.WriteStartObject();
                foreach (var (column, cell) in ClaimRow.Table.Schema.Columns.Zip(ClaimRow.Table.Cells(row)))
                {
                    json.WriteString(column.Name, cell.Length == 0 ? null : cell);
                }

                WriteValues(json, row);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        stream.WriteByte((byte)'\n');
    }

    /// <summary>
    /// Numbers in all digits of their formats; what is no number, such as inf, stays a word. First the article's.
    /// </summary>
    private static void WriteValues(Utf8JsonWriter json, ClaimRow row)
    {
        json.WriteStartObject("values");
        if (IsNumber(row.Claim.Article))
        {
            Write("article", row.Claim.Article);
        }

        foreach (var (name, number) in row.Judgement?.Values ?? [])
        {
            Write(name, number);
        }

        json.WriteEndObject();

        void Write(string name, string text)
        {
            json.WritePropertyName(name);
            if (IsNumber(text))
            {
                json.WriteRawValue(text);
            }
            else
            {
                json.WriteStringValue(text);
            }
        }
    }

    private static bool IsNumber(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) && char.IsAsciiDigit(text[^1]);
}
