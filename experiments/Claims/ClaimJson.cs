using System.Text.Json;
using Experiments.Cli;

namespace Experiments.Claims;

/// <summary>
/// The table of claims for programs: of each claim the fields of claims.csv, and the numbers that it is judged by as
/// numbers.
/// </summary>
internal static class ClaimJson
{
    /// <summary>The document.</summary>
    public static string Of(IReadOnlyList<ClaimRow> rows) => ResultPage.Json(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("claims");
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
        json.WriteEndObject();
    });

    /// <summary>
    /// Numbers in all digits of their formats; what is no number, such as inf, stays a word. First the article's.
    /// </summary>
    private static void WriteValues(Utf8JsonWriter json, ClaimRow row)
    {
        IEnumerable<(string Name, string Number)> article =
            ResultPage.IsNumber(row.Claim.Article) ? [("article", row.Claim.Article)] : [];
        json.WriteStartObject("values");
        foreach (var (name, number) in article.Concat(row.Judgement?.Values ?? []))
        {
            json.WritePropertyName(name);
            ResultPage.WriteNumber(json, number);
        }

        json.WriteEndObject();
    }
}
