using Experiments.Claims;
using Experiments.Output.Tables;
using Experiments.Readback;

namespace Experiments.Report;

/// <summary>The claims of the article and the findings of the program, with their verdicts.</summary>
internal static class ClaimSection
{
    private static readonly Verdict[] Good = [Verdict.Reproduced, Verdict.Approximately, Verdict.Illustrated];

    /// <summary>The section.</summary>
    public static Html Write(WrittenTables tables)
    {
        var all = Read(tables);
        var shown = all.With("figure", row => Figure(all[row, "id"])?.Title.Split(':')[0] ?? string.Empty)
            .Only("id", "verdict", "claim", "article", "ours", "why", "figure");
        var table = new HtmlTable("claims-table", "The claims and their verdicts", shown)
        {
            Choices = ["verdict"],
            IsStacked = true,
            Titles = new Dictionary<string, string>
            {
                ["article"] = "the article",
                ["ours"] = "here",
                ["why"] = "why, or why they differ",
            },
            Cell = (row, column) => column == "verdict" ? Judged(all, all.Row("id", shown[row, "id"]))
                : column == "figure" && Figure(shown[row, "id"]) is { } figure
                    ? Html.Of($"<a href=\"#figure-{figure.Stem}\">{shown[row, "figure"]}</a>")
                : null,
        };
        return Html.Of($"""
            <p class="answer">{Counts(all)}</p>
            {Unexpected(tables).Select(Section.Bad)}
            <p>C1 to C19 are the article's, F1 and on are findings of this program.
            {Section.Link(tables, ClaimTable.Stem)}</p>
            {table.Markup()}
            """);
    }

    /// <summary>The table: a row of each claim, with a verdict.</summary>
    /// <exception cref="TableException">It is not so.</exception>
    public static Cells Read(WrittenTables tables)
    {
        var all = Cells.Read(tables, ClaimTable.Stem);
        string[] ids = [.. ClaimTable.Claims.Select(claim => claim.Id)];
        var absent = ids.Except(all.Rows.Select(row => all[row, "id"])).ToArray();
        return absent.Length > 0 || all.Rows.Count != ids.Length
            ? throw all.Wrong($"it has {all.Rows.Count} rows; expected one of each of {ids.Length} claims, {ids[0]} to {ids[^1]}"
                + (absent.Length > 0 ? $"; there is none of {string.Join(", ", absent)}" : string.Empty))
            : all.Rows
                .SelectMany(row => new[] { all[row, "verdict"], all[row, "expected"] }.Select(word => (Word: word, Id: all[row, "id"])))
                .FirstOrDefault(one => Verdict.All.All(verdict => verdict.Word != one.Word)) is { Id: { } id, Word: var word }
            ? throw all.Wrong($"'{Excerpt.Of(word)}' of {id} is no verdict; expected one of "
                + string.Join(", ", Verdict.All.Select(verdict => verdict.Word)))
            : all;
    }

    /// <summary>The claims whose verdict is not the recorded one, in a line; none where there are none.</summary>
    public static IEnumerable<string> Unexpected(WrittenTables tables)
    {
        var all = Read(tables);
        string[] ids = [.. all.Rows.Where(row => !IsRecorded(all, row)).Select(row => all[row, "id"])];
        return ids.Length == 0 ? [] : [$"{ClaimTable.Stem}.csv: not the recorded verdict: {string.Join(", ", ids)}"];
    }

    /// <summary>How many claims have which verdict, in a sentence.</summary>
    public static string Counts(Cells claims) => $"Of {claims.Rows.Count} claims, " + string.Join(", ", claims.Rows
        .GroupBy(row => claims[row, "verdict"]).OrderByDescending(verdict => verdict.Count())
        .Select(verdict => $"{verdict.Count()} {verdict.Key}")) + ".";

    private static Caption? Figure(string claim) => Captions.All.FirstOrDefault(caption => caption.Claims.Contains(claim));

    /// <summary>Whether the verdict is the recorded one.</summary>
    private static bool IsRecorded(Cells claims, string[] row) =>
        claims[row, "expected"] == claims[row, "verdict"];

    private static Html Judged(Cells claims, string[] row)
    {
        var verdict = claims[row, "verdict"];
        return !IsRecorded(claims, row) ? Html.Badge($"{verdict}, recorded is {claims[row, "expected"]}", "poor") : Html.Badge(
            verdict, Good.Any(good => good.Word == verdict) ? "good" : verdict == Verdict.NotReproduced.Word ? "poor" : "open");
    }
}
