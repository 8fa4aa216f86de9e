using Experiments.Losses.Frameworks;
using Experiments.Output.Tables;
using Experiments.Readback;
using Experiments.Samples.Learning;

namespace Experiments.Report;

/// <summary>The sections of results: formats, frameworks, the network, an audit, paired trainings, the census.</summary>
internal static class ResultSections
{
    private static readonly string[] Limits =
    [
        "format", "precision", "one_percent_from", "round_trip_infinite_from", "round_trip_negative_infinite_upto", "sigmoid_one_from",
        "sigmoid_zero_upto", "clip_high_from", "clip_low_upto", "clip_protects", "small_error_from", "small_error_upto",
    ];

    private static readonly string[] Fingerprints =
    [
        "loss", "framework", "versions", "takes", "evidence", "format", "sigmoid", "sigmoid_one_from", "sigmoid_zero_upto", "wrong_label1",
        "wrong_label0", "right_label1", "right_label0", "tail_label1", "tail_label0", "gradient_wrong_label1", "gradient_wrong_label0",
        "mirror", "loses_small",
    ];

    private static readonly string[] Observed =
    [
        "stack", "framework", "version", "date", "quantity", "loss", "format", "cells", "equal", "possible", "largest_ulps", "worst_x",
        "worst_label", "observed", "model",
    ];

    private static readonly string[] Effects =
        ["data", "noise", "arm", "quantity", "verdict", "mean_difference", "low", "high", "margin", "seeds"];

    private static readonly Dictionary<string, string> AuditVerdicts = new()
    {
        ["fine"] = "the loss cuts off no sample, or too few to show",
        ["saturated"] = "the loss cuts off samples, right answers all of them",
        ["visible"] = "the loss that is reported is off; training hardly suffers",
        ["harmful"] = "training loses 1 % of the gradient or more, or a loss is no number",
    };

    /// <summary>The thresholds of every number format.</summary>
    public static Html Formats(WrittenTables tables)
    {
        var all = Cells.Read(tables, "formats");
        var first = all.Find("format", "float32") ?? all.Rows[0];
        return Html.Of($"""
            <p class="answer">In {all[first, "format"]} the round trip logit(σ(x)) is 1 % off from x = {all[first, "one_percent_from"]} and
            infinite from x = {all[first, "round_trip_infinite_from"]}. Each number below is the first or last x of the format with the
            property, for σ(x) = 1/(1 + e^−x) as it is written; libraries that write it otherwise end elsewhere.</p>
            <p>{Section.Link(tables, "formats")} has more columns and all digits.</p>
            {new HtmlTable("formats-table", "Thresholds of all number formats", all.Only(Limits)).Markup()}
            """);
    }

    /// <summary>What each framework's loss does where it matters, and what libraries gave beside the model.</summary>
    public static Html Frameworks(WrittenTables tables)
    {
        var all = Summary(tables);
        var table = new HtmlTable("fingerprints", "Fingerprints of the losses of frameworks", all.Only(Fingerprints))
        {
            Choices = ["format", "takes", "evidence"],
            Chosen = "float32",
        };
        return Html.Of($"""
            <p>The model: each operation of a loss, correctly rounded in the format. Losses are those at |x| = 104, tails at 20;
            exactly a wrong answer's loss is 104 and its gradient −1 for label 1 and 1 for label 0.
            {Section.Link(tables, "frameworks-summary")}</p>
            {table.Markup()}
            """);
    }

    /// <summary>
    /// The summary of losses: each in every format, and of the whole catalogue where the command named none.
    /// </summary>
    /// <exception cref="TableException">It is not so.</exception>
    public static Cells Summary(WrittenTables tables)
    {
        var all = Cells.Read(tables, "frameworks-summary");
        var isOfAll = tables.Manifest.Entries["frameworks-summary.csv"].Command == "frameworks";
        var losses = isOfAll ? Catalogue.All.Select(loss => loss.Name) : all.Rows.Select(row => all[row, "loss"]);
        var formats = all.Rows.Select(row => all[row, "format"]).Distinct();
        string[] absent =
        [
            .. losses.Distinct().SelectMany(loss => formats.Select(format => $"{loss} in {format}"))
                .Except(all.Rows.Select(row => $"{all[row, "loss"]} in {all[row, "format"]}")),
        ];
        return absent.Length == 0 ? all : throw all.Wrong($"there is no row of {string.Join(", ", absent)}");
    }

    /// <summary>What libraries gave.</summary>
    /// <exception cref="TableException">More cells are equal than there are.</exception>
    public static Cells Observations(WrittenTables tables)
    {
        var all = Cells.Read(tables, "frameworks-observed");
        return all.Rows.FirstOrDefault(row => all.Whole(row, "equal") > all.Whole(row, "cells")) is not { } row ? all
            : throw all.Wrong($"{all[row, "equal"]} of {all[row, "cells"]} cells of {Excerpt.Of(all[row, "stack"])} are equal");
    }

    /// <summary>What libraries gave, beside what their entry says.</summary>
    public static Html Libraries(WrittenTables tables)
    {
        var observed = Observations(tables);
        var losses = Obstacle.IsFree(tables, "frameworks-summary") ? Summary(tables) : null;
        var all = observed.With("framework", row =>
            losses?.Find("loss", observed[row, "loss"]) is { } loss ? losses[loss, "framework"] : string.Empty);
        var (cells, equal) = (all.Sum("cells"), all.Sum("equal"));
        var table = new HtmlTable("observed", "What libraries gave, beside the model", all.Only(Observed))
        {
            Choices = ["quantity", "format"],
        };
        return Html.Of($"""
            <p class="answer">{all.Rows.Select(row => all[row, "stack"]).Distinct().Count()} stacks of libraries were asked:
            {equal} of their {cells} values are the model's, bit for bit. <q>Possible</q> counts the cells that the entry allows, given
            what the exponential and the logarithm of a library may be off.
            {Section.Link(tables, "frameworks-observed")}</p>
            {table.Markup()}
            """);
    }

    /// <summary>The numbers of the trained network over several seeds.</summary>
    public static Html Network(WrittenTables tables)
    {
        var all = Cells.Read(tables, "network-summary");
        return Html.Of($"""
            <p>The same training with {all[all.Rows[0], "seeds"]} seeds; counts are of training images.
            {Section.Link(tables, "network-summary")}</p>
            {new HtmlTable("seeds-table", "Medians and ranges over the seeds", all).Markup()}
            """);
    }

    /// <summary>The table of an audit.</summary>
    /// <exception cref="TableException">Its verdict is none.</exception>
    public static Cells Audited(WrittenTables tables)
    {
        var all = Cells.Read(tables, "audit");
        var verdict = all[all.Row("quantity", "verdict"), "value"];
        return AuditVerdicts.ContainsKey(verdict) ? all : throw all.Wrong(
            $"'{Excerpt.Of(verdict)}' is no verdict; expected one of {string.Join(", ", AuditVerdicts.Keys)}");
    }

    /// <summary>What an audit found.</summary>
    public static Html Audit(WrittenTables tables)
    {
        var all = Audited(tables);
        var data = tables.Manifest.Entries["audit.csv"].Data;
        string Of(string quantity) => all[all.Row("quantity", quantity), "value"];
        var verdict = Of("verdict");
        return Html.Of($"""
            <p class="answer"><strong>{verdict}</strong>: {AuditVerdicts[verdict]}.
            {Of("loss")} in {Of("format")}, over {Of("rows")} samples of {data ?? "the network that the program carries with it"}.</p>
            <p>Your own model: <code class="command">experiments audit outputs.csv</code>.
            {Section.Link(tables, "audit")} {Section.Link(tables, "audit-worst")}</p>
            {new HtmlTable("audit-table", "The numbers of the audit", all.Where(row => all[row, "value"].Length > 0)).Markup()}
            """);
    }

    /// <summary>Whether the loss changes what is learnt.</summary>
    public static Html Effect(WrittenTables tables)
    {
        var judged = Judged(tables);
        var table = new HtmlTable("effect-table", "Differences from the loss of raw outputs", judged.Only(Effects))
        {
            Choices = ["data", "quantity", "verdict"],
        };
        return Html.Of($"""
            <p class="answer">{Counted(judged, "test_accuracy")} {Counted(judged, "test_loss")}</p>
            <p>Paired trainings that differ in the loss alone, each beside the loss of raw outputs. Equivalent: both limits lie within
            the margin. {Section.Link(tables, "training-effect-summary")}
            {Section.Link(tables, "training-effect")}</p>
            {table.Markup()}
            """);
    }

    /// <summary>The comparisons of paired trainings that have a verdict.</summary>
    /// <exception cref="TableException">One has a word that is none.</exception>
    public static Cells Judged(WrittenTables tables)
    {
        var all = Cells.Read(tables, "training-effect-summary");
        string[] known = [EffectNames.Equivalent, EffectNames.Different, EffectNames.NotKnown];
        var judged = all.Where(row => all[row, "verdict"].Length > 0);
        return judged.Rows.Select(row => all[row, "verdict"]).Except(known).FirstOrDefault() is not { } word ? judged
            : throw all.Wrong($"'{Excerpt.Of(word)}' is no verdict; expected one of {string.Join(", ", known)}");
    }

    /// <summary>The verdicts of paired trainings by a quantity, in a sentence.</summary>
    public static string Counted(Cells judged, string quantity)
    {
        var some = judged.Rows.Where(row => judged[row, "quantity"] == quantity).ToArray();
        return $"By {quantity.Replace('_', ' ')}, of {some.Length} comparisons "
            + string.Join(", ", some.GroupBy(row => judged[row, "verdict"]).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => $"{group.Count()} {group.Key}")) + ".";
    }

    /// <summary>How many numbers of a format come back in which way.</summary>
    public static Html Census(WrittenTables tables)
    {
        var all = Cells.Read(tables, "census");
        string[] columns = ["inputs", "exact", "one_percent", "infinite", "nan"];
        Cells totals = new(
            "census",
            ["format", .. columns],
            [
                .. all.Rows.GroupBy(row => all[row, "format"]).Select(format => (string[])
                [
                    format.Key, .. columns.Select(column => all.Where(row => all[row, "format"] == format.Key).Sum(column)),
                ]),
            ]);
        var losses = Cells.Read(tables, "census-losses");
        return Html.Of($"""
            <p>Every bit pattern x of a format through the sigmoid and back, y = logit(σ(x)): those with y = x, those off by 1 % or more,
            the infinite ones among these, and nan. The others are off by less than 1 %. {Section.Link(tables, "census")}
            {Section.Link(tables, "census-regions")}</p>
            {new HtmlTable("census-table", "Bit patterns and what comes back of them", totals) { IsInteractive = false }.Markup()}
            <p>Shares of x whose loss is off by 1 % or more, by 10 % or more, and entirely: of all bit patterns, of x uniform in
            [−20, 20], and of the raw outputs of a trained network. {Section.Link(tables, "census-losses")}</p>
            {new HtmlTable("census-losses-table", "Shares of x whose loss is off", losses) { Choices = ["measure"] }.Markup()}
            """);
    }
}
