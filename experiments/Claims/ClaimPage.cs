using System.Text;
using Experiments.Cli;

namespace Experiments.Claims;

/// <summary>The table of claims for people: a block a claim, wrapped at a width.</summary>
internal static class ClaimPage
{
    private const string Indent = "     ";

    // Below this a column of words is no easier to read than a line that runs over.
    private const int Narrowest = 20;

    private const int TitleWidth = 31;

    private const string Reset = "\u001b[0m";
    private const string Green = "\u001b[32m";
    private const string Yellow = "\u001b[33m";
    private const string Red = "\u001b[31m";
    private const string Faint = "\u001b[2m";

    /// <summary>How many claims have each verdict, then a line a claim, those of one verdict together.</summary>
    public static string Short(IReadOnlyList<ClaimRow> rows, int width, bool isColoured)
    {
        var page = new StringBuilder();
        foreach (var line in Wrap(Summary(rows), width))
        {
            page.Append(line).Append('\n');
        }

        foreach (var group in rows.GroupBy(row => row.Verdict).OrderBy(group => Verdict.All.ToList().IndexOf(group.Key)))
        {
            var word = group.Key.Word;
            page.Append($"\n{(isColoured ? $"{Colour(group.First())}{word}{Reset}" : word)}\n");
            foreach (var row in group)
            {
                var line = $"  {row.Claim.Id,-4} {row.Claim.Title,-TitleWidth} {row.Judgement?.Short ?? row.Claim.Needs}";
                var article = row.Claim.Article == "—" || row.Judgement is null ? line : $"{line} (article: {row.Claim.Article})";
                var shown = article.Length <= width ? article : line;
                page.Append(shown.Length <= width ? shown : shown[..(Math.Max(width, Narrowest) - 1)] + "…").Append('\n');
            }
        }

        return page.ToString();
    }

    /// <summary>All rows in full, and a line that counts their verdicts.</summary>
    public static string Long(IReadOnlyList<ClaimRow> rows, int width, bool isColoured)
    {
        var page = new StringBuilder();
        foreach (var row in rows)
        {
            page.Append($"{row.Claim.Id,-4} {(isColoured ? $"{Colour(row)}{row.Verdict.Word}{Reset}" : row.Verdict.Word)}\n");
            if (!row.IsRecorded)
            {
                Add("recorded ", row.Expected!.Word);
            }

            Add("", row.Claim.Text);
            Add("article  ", row.Claim.Article);
            Add("ours     ", row.Ours);
            Add("why      ", row.Why);
            page.Append('\n');
        }

        foreach (var line in Wrap(Summary(rows), width))
        {
            page.Append(line).Append('\n');
        }

        return page.ToString();

        void Add(string label, string text)
        {
            var start = Indent + label;
            foreach (var line in Wrap(text, width - start.Length))
            {
                page.Append(start).Append(line).Append('\n');
                start = Indent + new string(' ', label.Length);
            }
        }
    }

    /// <summary>How often each verdict is given, and whether all are the recorded ones.</summary>
    public static string Summary(IReadOnlyList<ClaimRow> rows)
    {
        var counts = new ClaimVerdicts(rows).Counted.Select(part => $"{part.Claims} {part.Verdict}");
        var record = Deviating(rows) is { Length: > 0 } others ? $"; not as recorded: {others}"
            : rows.All(row => row.Verdict == Verdict.NotTested) ? string.Empty
            : rows.All(row => row.Expected is null) ? "; none is recorded"
            : "; all as recorded";
        return string.Join(", ", counts) + record;
    }

    /// <summary>The claims whose verdict is not the recorded one; empty where there is none.</summary>
    public static string Deviating(IReadOnlyList<ClaimRow> rows) =>
        string.Join(", ", rows.Where(row => !row.IsRecorded).Select(row =>
            $"{row.Claim.Id} ({row.Verdict.Word}, recorded is {row.Expected!.Word})"));

    private static string Colour(ClaimRow row) => row switch
    {
        { IsRecorded: false } => Red,
        _ when row.Verdict == Verdict.Reproduced => Green,
        _ when row.Verdict == Verdict.NotTested => Faint,
        _ => Yellow,
    };

    private static IEnumerable<string> Wrap(string text, int width) => ResultPage.Wrap(text.Split(' '), Math.Max(width, Narrowest));
}
