using Experiments.Readback;

namespace Experiments.Report;

/// <summary>The claims of the article and the findings of the program, with their verdicts.</summary>
internal static class ClaimSection
{
    /// <summary>The stem of the table.</summary>
    public const string Stem = "claims";

    private static readonly string[] Good = ["reproduced", "approximately", "illustrated"];

    /// <summary>The section.</summary>
    public static Html Write(WrittenTables tables)
    {
        var all = Cells.Read(tables, Stem);
        var shown = all.With("figure", row => Figure(all[row, "id"])?.Title.Split(':')[0] ?? string.Empty)
            .Only("id", "verdict", "claim", "article", "ours", "why", "figure");
        var unexpected = all.Rows.Where(row => all[row, "verdict"] != all[row, "expected"]).Select(row => all[row, "id"]).ToArray();
        var table = new HtmlTable("claims-table", "The claims and their verdicts", shown)
        {
            Choices = ["verdict"],
            Titles = new Dictionary<string, string>
            {
                ["article"] = "the article",
                ["ours"] = "here",
                ["why"] = "why, or why they differ",
            },
            Cell = (row, column) => column == "verdict" ? Badge(shown[row, "verdict"])
                : column == "figure" && Figure(shown[row, "id"]) is { } figure
                    ? Html.Of($"<a href=\"#figure-{figure.Stem}\">{shown[row, "figure"]}</a>")
                : null,
        };
        return Html.Of($"""
            <p class="answer">{Counts(all)}</p>
            {(unexpected.Length == 0 ? Html.None
                : Section.Bad($"Another verdict than the recorded one: {string.Join(", ", unexpected)}."))}
            <p>C1 to C19 are the article's, F1 and on are findings of this program. The command
            <code class="command">experiments verify</code> judges them anew.
            <a href="{Stem}.csv" download>{Stem}.csv</a></p>
            {table.Markup()}
            """);
    }

    /// <summary>How many claims have which verdict, in a sentence.</summary>
    public static string Counts(Cells claims) => $"Of {claims.Rows.Count} claims, " + string.Join(", ", claims.Rows
        .GroupBy(row => claims[row, "verdict"]).OrderByDescending(verdict => verdict.Count())
        .Select(verdict => $"{verdict.Count()} {verdict.Key}")) + ".";

    private static Caption? Figure(string claim) => Captions.All.FirstOrDefault(caption => caption.Claims.Contains(claim));

    private static Html Badge(string verdict) => Html.Of(
        $"<span class=\"badge {(Good.Contains(verdict) ? "good" : verdict == "not reproduced" ? "poor" : "open")}\">{verdict}</span>");
}
