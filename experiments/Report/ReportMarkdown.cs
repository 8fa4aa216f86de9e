using Experiments.Output.Tables;
using Experiments.Readback;

namespace Experiments.Report;

/// <summary>Verdicts and results of a folder as Markdown, for a pull request or the summary of a job.</summary>
internal static class ReportMarkdown
{
    /// <summary>The text of sections, which begins with what is wrong in the folder.</summary>
    public static string Form(IEnumerable<Section> sections, WrittenTables tables, IReadOnlyList<string> faults)
    {
        var parts = sections.Where(section => section.Markdown is not null)
            .Select(section => $"### {section.Title}\n\n{Part(section, tables)}\n");
        var wrong = faults.Count == 0 ? string.Empty
            : $"**The folder is not as it should be:**\n\n{string.Concat(faults.Select(fault => $"- {Markdown.Escape(fault)}\n"))}\n";
        return wrong + string.Join('\n', parts);
    }

    private static string Part(Section section, WrittenTables tables)
    {
        try
        {
            return Obstacle.Find(tables, section.Needs) is not { } obstacle ? section.Markdown!(tables).TrimEnd('\n')
                : $"`{obstacle.Name}` {obstacle.Words}: "
                    + $"{Markdown.Fenced(Plain($"experiments {obstacle.Command ?? section.Makes[0]}"))} makes it.";
        }
        catch (TableException error)
        {
            return $"The tables are not as they should be: {Markdown.Escape(error.Message)}";
        }
    }

    /// <summary>The claims.</summary>
    public static string Claims(WrittenTables tables)
    {
        var all = ClaimSection.Read(tables);
        var others = ClaimSection.Unexpected(tables).Select(line => $"**{Markdown.Escape(line)}**\n\n");
        return $"**{ClaimSection.Counts(all)}**\n\n{string.Concat(others)}"
            + Table(all.Only("id", "claim", "article", "ours", "verdict"), "id", "claim", "the article", "here", "verdict");
    }

    /// <summary>The answer for float16.</summary>
    public static string Float16(WrittenTables tables)
    {
        if (Float16Answer.Refusal(tables) is { } refusal)
        {
            return Markdown.Escape(Plain(refusal));
        }

        var losses = Float16Answer.Losses(tables);
        return $"**{Markdown.Escape(Float16Answer.Answer(losses))}**\n\n" + Table(
            losses.Only("loss", "verdict", "float32", "observed", "framework", "takes"),
            "loss", "in float16", "in float32", "observed, as the model", "framework", "takes");
    }

    /// <summary>The thresholds.</summary>
    public static string Formats(WrittenTables tables) => Table(
        Cells.Read(tables, "formats").Only("format", "one_percent_from", "round_trip_infinite_from", "clip_protects"),
        "format", "1 % off from", "infinite from", "clip protects");

    /// <summary>The audit.</summary>
    public static string Audit(WrittenTables tables)
    {
        var all = ResultSections.Audited(tables);
        string Of(string quantity) => Markdown.Escape(all[all.Row("quantity", quantity), "value"]);
        return $"**{Of("verdict")}**: {Of("loss")} in {Of("format")}, {Of("rows")} samples, mean loss {Of("mean_loss")}, "
            + $"exactly {(Of("mean_loss_exact") is { Length: > 0 } exact ? exact : "not known")}.";
    }

    /// <summary>The paired trainings.</summary>
    public static string Effect(WrittenTables tables)
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
