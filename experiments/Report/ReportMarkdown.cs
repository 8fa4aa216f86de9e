using System.Text;
using Experiments.Claims;
using Experiments.Output.Tables;
using Experiments.Readback;

namespace Experiments.Report;

/// <summary>Verdicts and results of a folder as Markdown, for a pull request or the summary of a job.</summary>
internal static class ReportMarkdown
{
    private static readonly (string Title, IReadOnlyList<string> Needs, string Makes, Func<WrittenTables, string> Write)[] Parts =
    [
        ("The claims", [ClaimTable.Stem], "verify --output output", Claims),
        ("float16 sigmoid outputs", ["frameworks-summary", "frameworks-observed"], "frameworks", Float16),
        ("Thresholds of number formats", ["formats"], "formats", Formats),
        ("The audit", ["audit"], "audit", Audit),
        ("Does the loss change what is learnt?", ["training-effect-summary"], "training-effect", Effect),
    ];

    /// <summary>The text, which begins with what is wrong in the folder.</summary>
    public static string Form(WrittenTables tables, IReadOnlyList<string> faults)
    {
        var text = new StringBuilder();
        foreach (var (title, needs, makes, write) in Parts)
        {
            text.Append($"### {title}\n\n{Part(needs, makes, write)}\n\n");
        }

        var wrong = faults.Count == 0 ? string.Empty
            : $"**The folder is not as it should be:**\n\n{string.Concat(faults.Select(fault => $"- {Markdown.Escape(fault)}\n"))}\n";
        return wrong + text.ToString().TrimEnd('\n') + "\n";

        string Part(IReadOnlyList<string> needs, string makes, Func<WrittenTables, string> write)
        {
            try
            {
                return Obstacle.Find(tables, needs) is not { } obstacle ? write(tables).TrimEnd('\n')
                    : $"`{obstacle.Name}` {obstacle.Words}: {Markdown.Fenced(Plain($"experiments {obstacle.Command ?? makes}"))} makes it.";
            }
            catch (TableException error)
            {
                return $"The tables are not as they should be: {Markdown.Escape(error.Message)}";
            }
        }
    }

    private static string Claims(WrittenTables tables)
    {
        var all = ClaimSection.Read(tables);
        var others = ClaimSection.Unexpected(tables).Select(line => $"**{Markdown.Escape(line)}**\n\n");
        return $"**{ClaimSection.Counts(all)}**\n\n{string.Concat(others)}"
            + Table(all.Only("id", "claim", "article", "ours", "verdict"), "id", "claim", "the article", "here", "verdict");
    }

    private static string Float16(WrittenTables tables)
    {
        var losses = Float16Answer.Losses(tables);
        return $"**{Markdown.Escape(Float16Answer.Answer(losses))}**\n\n" + Table(
            losses.Only("loss", "verdict", "float32", "framework", "takes"), "loss", "in float16", "in float32", "framework", "takes");
    }

    private static string Formats(WrittenTables tables) => Table(
        Cells.Read(tables, "formats").Only("format", "one_percent_from", "round_trip_infinite_from", "clip_protects"),
        "format", "1 % off from", "infinite from", "clip protects");

    private static string Audit(WrittenTables tables)
    {
        var all = ResultSections.Audited(tables);
        string Of(string quantity) => Markdown.Escape(all[all.Row("quantity", quantity), "value"]);
        return $"**{Of("verdict")}**: {Of("loss")} in {Of("format")}, {Of("rows")} samples, mean loss {Of("mean_loss")}, "
            + $"exactly {(Of("mean_loss_exact") is { Length: > 0 } exact ? exact : "not known")}.";
    }

    private static string Effect(WrittenTables tables)
    {
        var judged = ResultSections.Judged(tables);
        return $"{ResultSections.Counted(judged, "test_accuracy")} {ResultSections.Counted(judged, "test_loss")}\n\n"
            + Table(
                judged.Only("data", "noise", "arm", "quantity", "verdict", "mean_difference"),
                "data", "noise", "arm", "quantity", "verdict", "mean difference");
    }

    private static string Table(Cells cells, params IReadOnlyList<string> names) => Markdown.Header(names)
        + string.Concat(cells.Rows.Select(row => Markdown.Row(row.Select(cell =>
            cell.Length == 0 ? "—" : Markdown.Escape(Plain(HtmlTable.Short(cell)))))));

    /// <summary>Text in one line.</summary>
    private static string Plain(string cell) => string.Concat(cell.Select(letter => char.IsControl(letter) ? ' ' : letter));
}
