using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using Experiments.Cli;
using Experiments.Output.Tables;

namespace Experiments.Compare;

/// <summary>Differences as one JSON document; README says what its properties are.</summary>
/// <remarks>Differences and ulps, which may be beyond a reader's numbers, are strings or null.</remarks>
internal static class DifferenceJson
{
    public static string Write(string before, string after, IReadOnlyList<FileDifference> differences) => ResultPage.Json(json =>
        new JsonObject
        {
            ["equal"] = differences.All(difference => difference.IsEqual),
            ["old"] = before,
            ["new"] = after,
            ["files"] = List(differences, File),
        }.WriteTo(json));

    private static JsonObject File(FileDifference difference)
    {
        var file = new JsonObject
        {
            ["path"] = difference.Files.Name,
            ["equal"] = difference.IsEqual,
            ["outcome"] = DifferenceWords.Outcome(difference),
            ["kind"] = difference switch
            {
                { Error: not null } => "error",
                { Files.New: null } => "only in old",
                { Files.Old: null } => "only in new",
                { Table: not null } => "table",
                { Picture: not null } => "picture",
                _ => "bytes",
            },
        };
        if (difference.Table is { } table)
        {
            file["key"] = Texts(table.Key);
            file["rows"] = table.Rows;
            file["matchedRows"] = table.Matched;
            file["changedRows"] = table.Changed;
            file["rowsOnlyInOld"] = Rows(table.OnlyOld);
            file["rowsOnlyInNew"] = Rows(table.OnlyNew);
            file["columnsOnlyInOld"] = Texts(table.ColumnsOnlyOld);
            file["columnsOnlyInNew"] = Texts(table.ColumnsOnlyNew);
            file["columns"] = List(table.Columns, Column);
            file["first"] = List(table.First, Cell);
        }
        else if (difference.Picture is { } picture)
        {
            file["sameSize"] = picture.IsSameSize;
            file["pixels"] = picture.Pixels;
            file["largestChannel"] = picture.LargestChannel;
        }
        else if (difference.Bytes is { } bytes)
        {
            file["oldLength"] = bytes.OldLength;
            file["newLength"] = bytes.NewLength;
            if (bytes.FirstAt is { } at)
            {
                file["firstAt"] = at;
            }
        }

        return file;
    }

    private static JsonObject Column(ColumnDifference column) => new()
    {
        ["name"] = Excerpt.Of(column.Name),
        ["equal"] = column.Equal,
        ["changed"] = column.Changed,
        ["within"] = column.Within,
        ["withoutDistance"] = column.WithoutDistance,
        ["largestAbsolute"] = column.LargestAbsolute is { } largest ? DifferenceWords.Distance(largest) : null,
        ["largestUlps"] = Text(column.LargestUlps),
        ["first"] = column.First is { } first ? Cell(first) : null,
    };

    private static JsonObject Rows(UnmatchedRows rows) => new()
    {
        ["count"] = rows.Count,
        ["first"] = List(rows.First, row => new JsonObject { ["key"] = Texts(row.Key), ["line"] = row.Line }),
    };

    private static JsonObject Cell(ChangedCell cell) => new()
    {
        ["key"] = Texts(cell.Key),
        ["column"] = Excerpt.Of(cell.Column),
        ["oldLine"] = cell.OldLine,
        ["newLine"] = cell.NewLine,
        ["old"] = Excerpt.Of(cell.Old),
        ["new"] = Excerpt.Of(cell.New),
        ["ulps"] = Text(cell.Ulps),
    };

    private static JsonArray Texts(IEnumerable<string> texts) => List(texts, text => JsonValue.Create(Excerpt.Of(text)));

    private static JsonArray List<T>(IEnumerable<T> items, Func<T, JsonNode> node) => new([.. items.Select(node)]);

    private static string? Text(BigInteger? number) => number?.ToString(CultureInfo.InvariantCulture);
}
