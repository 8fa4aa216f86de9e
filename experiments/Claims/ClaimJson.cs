using System.Text.Encodings.Web;
using System.Text.Json;

namespace Experiments.Claims;

/// <summary>The table of claims for programs: an array of objects with the fields of claims.csv.</summary>
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
                    json.WriteString(column.Name, cell);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        stream.WriteByte((byte)'\n');
    }
}
