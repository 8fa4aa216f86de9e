using Experiments.Cli;
using Experiments.Readback;

namespace Experiments.Report;

/// <summary>Whether sigmoid outputs in float16 are safe, loss by loss: the answer first, then the numbers.</summary>
internal static class Float16Answer
{
    /// <summary>The stems of the tables that it is taken from.</summary>
    public static IReadOnlyList<string> Needs { get; } = [SummaryStem];

    private const string MixedStem = "mixed-precision";
    private const string SummaryStem = "frameworks-summary";
    private const string Format = "float16";
    private const string Other = "float32";
    private const string Verdict = "verdict";
    private const string Safe = "safe";
    private const string Takes = "takes";
    private const string ObservedColumn = "observed";
    private const string NoNumber = "nan";
    private const string Infinite = "infinite";
    private const double OnePercent = 0.01;

    private static readonly (string Column, string Name)[] Recipes =
        [("keras224", "Keras 2.2.4"), ("tf_keras2", "tf.keras 2"), ("keras3", "Keras 3"), ("torch", "PyTorch BCELoss")];

    // The options of a summary that change no loss.
    private static readonly string[] Neutral = ["--loss", "--format", "--from", "--to", "--step", "--x", "--label"];

    private static readonly string[] Values =
    [
        "wrong_label1", "wrong_label0", "right_label1", "right_label0", "zero_label1", "zero_label0", "tail_label1", "tail_label0",
        "gradient_zero_label1", "gradient_zero_label0", "gradient_tail_label1", "gradient_tail_label0", "gradient_wrong_label1",
        "gradient_wrong_label0",
    ];

    // Exactly, at |x| = 104 and at 0; ln 2 is the loss there.
    private static readonly (string Word, string Column, double Exact)[] Expected =
    [
        ("wrong loss", "wrong_label1", 104),
        ("wrong loss", "wrong_label0", 104),
        ("wrong gradient", "gradient_wrong_label1", -1),
        ("wrong gradient", "gradient_wrong_label0", 1),
        ("wrong at 0", "zero_label1", 0.6931471805599453),
        ("wrong at 0", "zero_label0", 0.6931471805599453),
        ("wrong at 0", "gradient_zero_label1", -0.5),
        ("wrong at 0", "gradient_zero_label0", 0.5),
    ];

    /// <summary>The section.</summary>
    public static Html Write(WrittenTables tables)
    {
        if (Refusal(tables) is { } refusal)
        {
            return Html.Of($"<p class=\"missing\">{refusal}</p>");
        }

        var losses = Losses(tables);
        var table = new HtmlTable("float16-losses", "Losses in float16: what each makes of a very wrong answer", losses)
        {
            Choices = [Takes, Verdict],
            Titles = new Dictionary<string, string>
            {
                [Verdict] = $"in {Format}",
                [Other] = $"in {Other}",
                [ObservedColumn] = "observed, as the model",
                ["wrong_label1"] = "loss, label 1",
                ["wrong_label0"] = "loss, label 0",
                ["gradient_wrong_label1"] = "gradient, label 1",
                ["gradient_wrong_label0"] = "gradient, label 0",
            },
            Cell = (row, column) => column is Verdict or Other && losses[row, column].Length > 0
                ? Html.Badge(losses[row, column], losses[row, column] == Safe ? "good" : "poor") : null,
        };
        return Html.Of($"""
            <p class="answer">{Answer(losses)}</p>
            {Ends(tables)}
            <p><strong>What to do:</strong> give the loss raw outputs, which may be {Format}: <code>from_logits=True</code> in Keras,
            <code>BCEWithLogitsLoss</code> in PyTorch, <code>sigmoid_cross_entropy_with_logits</code> in TensorFlow. The table names
            losses of raw outputs that are not safe. Where only sigmoid outputs are left, keep them in {Other} or longer: they fail later
            there.</p>
            <h3>Your framework, computed in {Format}</h3>
            <p>The model: each operation of a loss, rounded in the format. Whether a library computes it so is said where values of one
            are on record: how many of its values in {Format} are the model's. More stand under <a href="#libraries">Observed</a>.
            A very wrong answer, x = −104 for label 1 and 104 for label 0, has the loss 104 and a gradient of −1 or 1. A loss is
            called safe here if it gives that, and what is right at x = 0, within 1 %, and is not nan or ∞ at the x of the
            fingerprints. A loss of another kind, such as a focal one, is called safe if it is not nan, ∞ or without gradient there.
            The first fault is named: nan or infinite for some answer, right ones among them; no gradient, or a wrong loss or
            gradient, for a very wrong one; wrong at 0. Whether a loss keeps the small losses of right answers is not judged here, but
            under <a href="#frameworks">Frameworks</a>.</p>
            {table.Markup()}
            {(Obstacle.IsFree(tables, MixedStem) ? Mixed(tables) : Html.None)}
            """);
    }

    /// <summary>Why the table gives no answer, though it is as it should be; null where it gives one.</summary>
    public static string? Refusal(WrittenTables tables)
    {
        var command = tables.Manifest.Entries[SummaryStem + ".csv"].Command;
        var option = Commands.Words(command).Find(word => word.StartsWith("--", StringComparison.Ordinal) && !Neutral.Contains(word));
        return option is null ? null : $"{SummaryStem}.csv was made by '{command}': with {option} losses are not the frameworks' own.";
    }

    /// <summary>Where the sigmoid of both formats ends.</summary>
    private static Html Ends(WrittenTables tables)
    {
        const string stem = "formats";
        var limits = Obstacle.IsFree(tables, stem) ? Cells.Read(tables, stem) : null;
        if (limits?.Find("format", Format) is not { } float16 || limits.Find("format", Other) is not { } float32)
        {
            return Html.None;
        }

        return Html.Of($"""
            <p>In {Format} the sigmoid, computed as 1/(1 + e^−x), is exactly 1 from x = {limits[float16, "sigmoid_one_from"]} on and
            exactly 0 up to x = {limits[float16, "sigmoid_zero_upto"]}. What x was is lost there, and no loss brings it back. In {Other}
            that happens later: from x = {limits[float32, "sigmoid_one_from"]} on and up to
            x = {limits[float32, "sigmoid_zero_upto"]}.</p>
            """);
    }

    /// <summary>The answer in a few sentences, each of which follows from the table of losses.</summary>
    public static string Answer(Cells losses)
    {
        var (probability, raw) = (Of(losses, "probability"), Of(losses, "logit"));
        return $"{Answer(probability.Rows.Count, Count(probability, Verdict, Safe))} "
            + $"Of the {probability.Rows.Count} losses here that take sigmoid outputs, {Count(probability, Verdict, Safe)} are safe in "
            + $"{Format}, and {Count(probability, Other, Safe)} in {Other}; for some answer "
            + $"{Count(probability, Verdict, NoNumber, Infinite)} give nan or ∞ in {Format}, and "
            + $"{Count(probability, Other, NoNumber, Infinite)} in {Other}. "
            + $"Of the {raw.Rows.Count} that take raw outputs, {Count(raw, Verdict, Safe)} are safe in {Format}.";
    }

    private static string Answer(int count, int safe) =>
        count == 0 ? "No loss of sigmoid outputs is in the table."
        : safe == 0 ? "No, with none of them."
        : safe == count ? "Yes, with all of them."
        : 2 * safe < count ? "Not with most of them."
        : "With most of them.";

    /// <summary>The losses in float16 with their verdicts, and those in float32.</summary>
    public static Cells Losses(WrittenTables tables)
    {
        var all = ResultSections.Summary(tables);
        var some = all.Where(row => all[row, "format"] == Format);
        var observed = Obstacle.IsFree(tables, "frameworks-observed") ? ResultSections.Observations(tables) : null;
        var others = all.Rows.Where(row => all[row, "format"] == Other).ToDictionary(row => all[row, "loss"]);
        var judged = some.With(Verdict, row => Judged(some, row));
        var both = judged.With(
            Other, row => others.TryGetValue(judged[row, "loss"], out var other) ? Judged(all, other) : string.Empty);
        return both.With(ObservedColumn, row => Observed(observed, both[row, "loss"])).Only(
            "loss", Verdict, Other, ObservedColumn, "framework", "versions", Takes, "wrong_label1", "wrong_label0",
            "gradient_wrong_label1", "gradient_wrong_label0");
    }

    /// <summary>How many of the cells that libraries gave in float16 are the model's.</summary>
    private static string Observed(Cells? observed, string loss)
    {
        var rows = observed?.Where(row => observed[row, "loss"] == loss && observed[row, "format"] == Format);
        return rows is { Rows.Count: > 0 } ? $"{rows.Sum("equal")} of {rows.Sum("cells")}" : string.Empty;
    }

    private static Cells Of(Cells losses, string takes) => losses.Where(row => losses[row, Takes] == takes);

    private static int Count(Cells losses, string column, params string[] verdicts) =>
        losses.Rows.Count(row => verdicts.Contains(losses[row, column]));

    private static string Judged(Cells losses, string[] row)
    {
        string[] values = [.. Values.Select(column => losses[row, column])];
        return values.Contains("nan") ? NoNumber
            : values.Contains("inf") || values.Contains("-inf") ? Infinite
            : IsZero("gradient_wrong_label1") || IsZero("gradient_wrong_label0") ? "no gradient"
            : losses[row, "loses_small"].Length == 0 ? Safe
            : Expected.Where(one => IsOff(one.Column, one.Exact)).Select(one => one.Word).FirstOrDefault(Safe);

        // A cell without a number is empty.
        bool IsZero(string column) => losses.Value(row, column) == 0;

        bool IsOff(string column, double exact) =>
            losses[row, column].Length > 0 && !(Math.Abs(losses.Value(row, column) - exact) <= OnePercent * Math.Abs(exact));
    }

    private static Html Mixed(WrittenTables tables)
    {
        var all = Cells.Read(tables, MixedStem);
        var rows = all.Where(row => all[row, "format"] == Format && all[row, "label"] == "0");
        var first = rows.Rows.ToList().FindIndex(row => rows[row, "stored"] == "1");
        if (first < 1)
        {
            return Html.None;
        }

        // Each recipe has one loss from there on, or the sentence would be wrong.
        var isFlat = Recipes.All(recipe => rows.Rows.Skip(first).Select(row => rows[row, recipe.Column]).Distinct().Count() == 1);
        string[][] points = [rows.Rows[first - 1], rows.Rows[first], rows.Rows[^1]];
        string[] columns = ["loss of label 0", .. points.Select(point => $"at x = {rows[point, "x"]}")];
        Cells stored = new(
            "mixed-precision",
            columns,
            [
                .. Recipes.Append((Column: "exact", Name: "exactly")).Select(recipe =>
                    (string[])[recipe.Name, .. points.Select(point => rows[point, recipe.Column])]),
            ]);
        var table = new HtmlTable("float16-stored", "A wrong answer before and behind the x from which its sigmoid is stored as 1", stored)
        {
            IsInteractive = false,
        };
        return Html.Of($"""
            <h3>The sigmoid stored in {Format}, the loss computed in float32</h3>
            <p>Then σ(x) is stored as 1 from x = {rows[points[1], "x"]} on (the first x of the table). That is later than where it is
            computed in {Format}: there 1 + e^−x is rounded to 1, and numbers above 1 lie twice as far apart as those below.
            {(isFlat ? $"From there to the last x, {rows[points[2], "x"]}, a wrong answer of label 0 has one and the same loss." : "")}</p>
            {table.Markup()}
            """);
    }
}
