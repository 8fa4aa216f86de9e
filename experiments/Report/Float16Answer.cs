using Experiments.Readback;

namespace Experiments.Report;

/// <summary>Whether sigmoid outputs in float16 are safe, loss by loss: the answer first, then the numbers.</summary>
internal static class Float16Answer
{
    /// <summary>The stems of the tables that it is taken from.</summary>
    public static IReadOnlyList<string> Needs { get; } = ["frameworks-summary", "formats", "mixed-precision"];

    private const string Format = "float16";
    private const string Safe = "safe";
    private const string Takes = "takes";

    // Exactly, at |x| = 104.
    private const double WrongLoss = 104;
    private const double OnePercent = 0.01;

    private static readonly (string Column, string Name)[] Recipes =
        [("keras224", "Keras 2.2.4"), ("tf_keras2", "tf.keras 2"), ("keras3", "Keras 3"), ("torch", "PyTorch BCELoss")];

    private static readonly string[] Values =
    [
        "wrong_label1", "wrong_label0", "right_label1", "right_label0", "zero_label1", "zero_label0", "tail_label1", "tail_label0",
        "gradient_zero_label1", "gradient_zero_label0", "gradient_tail_label1", "gradient_tail_label0", "gradient_wrong_label1",
        "gradient_wrong_label0",
    ];

    /// <summary>The section.</summary>
    public static Html Write(WrittenTables tables)
    {
        var limits = Cells.Read(tables, "formats");
        var float16 = limits.Row("format", Format);
        var losses = Losses(tables);
        var (probability, raw) = (Counted(losses, "probability"), Counted(losses, "logit"));
        const string verdict = "verdict";
        var table = new HtmlTable("float16-losses", "Losses in float16: what each makes of a very wrong answer", losses)
        {
            Choices = [Takes, verdict],
            Titles = new Dictionary<string, string>
            {
                ["wrong_label1"] = "loss, label 1",
                ["wrong_label0"] = "loss, label 0",
                ["gradient_wrong_label1"] = "gradient, label 1",
                ["gradient_wrong_label0"] = "gradient, label 0",
            },
            Cell = (row, column) => column == verdict ? Badge(losses[row, verdict]) : null,
        };
        return Html.Of($"""
            <p class="answer"><strong>{Answer(probability.Count, probability.Safe)}</strong>
            In {Format} the sigmoid is exactly 1 from x = {limits[float16, "sigmoid_one_from"]} on and exactly 0 up to
            x = {limits[float16, "sigmoid_zero_upto"]}. What x was is lost there, and no loss brings it back.
            Of the {probability.Count} losses here that take sigmoid outputs, {probability.Safe} are safe in {Format}.
            Of the {raw.Count} that take raw outputs, {raw.Safe} are.</p>
            <p><strong>What to do:</strong> give the loss raw outputs, which may be {Format}: <code>from_logits=True</code> in Keras,
            <code>BCEWithLogitsLoss</code> in PyTorch, <code>sigmoid_cross_entropy_with_logits</code> in TensorFlow.
            Where only sigmoid outputs are left, keep them in float32 or longer.</p>
            <h3>Your framework, computed in {Format}</h3>
            <p>The model: each operation of a loss, rounded in {Format}; whether a library computes it so is not said here, and what
            libraries gave stands under <a href="#libraries">Observed</a>. A very wrong answer, x = −104 for label 1 and 104 for
            label 0, has the loss 104 and a gradient of −1 or 1. A loss is called safe here if it gives that within 1 %, and is not
            nan or ∞ at the x of the fingerprints. A loss of another kind, such as a focal one, is called safe if it is not nan, ∞
            or without gradient there. The first fault is named: nan or infinite for some answer, right ones among them; no
            gradient, or a wrong loss or gradient, for a very wrong one.</p>
            {table.Markup()}
            <h3>The sigmoid stored in {Format}, the loss computed in float32</h3>
            {Mixed(tables)}
            """);
    }

    private static string Answer(int count, int safe) =>
        count == 0 ? "No loss of sigmoid outputs is in the table."
        : safe == 0 ? "No, with none of them."
        : safe == count ? "Yes, with all of them."
        : 2 * safe < count ? "Not with most of them."
        : "With most of them.";

    /// <summary>How many losses take a probability, or a logit, and how many of these are safe.</summary>
    public static (int Count, int Safe) Counted(Cells losses, string takes)
    {
        var some = losses.Where(row => losses[row, Takes] == takes);
        return (some.Rows.Count, some.Rows.Count(row => some[row, "verdict"] == Safe));
    }

    /// <summary>The losses in float16 with their verdicts.</summary>
    public static Cells Losses(WrittenTables tables)
    {
        var all = Cells.Read(tables, "frameworks-summary");
        var some = all.Where(row => all[row, "format"] == Format);
        return some.With("verdict", row => Verdict(some, row)).Only(
            "loss", "verdict", "framework", "versions", Takes, "wrong_label1", "wrong_label0", "gradient_wrong_label1",
            "gradient_wrong_label0");
    }

    /// <summary>A verdict that does not rest on its colour.</summary>
    public static Html Badge(string verdict) =>
        Html.Of($"<span class=\"badge {(verdict == Safe ? "good" : "poor")}\">{verdict}</span>");

    private static string Verdict(Cells losses, string[] row)
    {
        string[] values = [.. Values.Select(column => losses[row, column])];
        var isCrossEntropy = losses[row, "loses_small"].Length > 0;
        var hasGradient = losses[row, "gradient_wrong_label1"].Length > 0;
        return values.Contains("nan") ? "nan"
            : values.Contains("inf") || values.Contains("-inf") ? "infinite"
            : hasGradient && (IsZero("gradient_wrong_label1") || IsZero("gradient_wrong_label0")) ? "no gradient"
            : isCrossEntropy && (IsOff("wrong_label1", WrongLoss) || IsOff("wrong_label0", WrongLoss)) ? "wrong loss"
            : isCrossEntropy && hasGradient && (IsOff("gradient_wrong_label1", -1) || IsOff("gradient_wrong_label0", 1)) ? "wrong gradient"
            : Safe;

        bool IsZero(string column) => losses.Value(row, column) == 0;

        bool IsOff(string column, double exact) =>
            losses[row, column].Length > 0 && !(Math.Abs(losses.Value(row, column) - exact) <= OnePercent * Math.Abs(exact));
    }

    /// <summary>What four recipes make of label 0 before and behind the first x whose sigmoid is stored as 1.</summary>
    private static Html Mixed(WrittenTables tables)
    {
        var all = Cells.Read(tables, "mixed-precision");
        var rows = all.Where(row => all[row, "format"] == Format && all[row, "label"] == "0");
        var first = rows.Rows.ToList().FindIndex(row => rows[row, "stored"] == "1");
        if (first < 1)
        {
            return Html.Of($"<p>The sweep of mixed-precision.csv does not reach an x whose sigmoid is stored as 1.</p>");
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
            <p>Then σ(x) is stored as 1 from x = {rows[points[1], "x"]} on (the first x of the table). That is later than where it is
            computed in {Format}: there 1 + e^−x is rounded to 1, and numbers above 1 lie twice as far apart as those below.
            {(isFlat ? "From there a wrong answer of label 0 has one and the same loss, however wrong it is: it trains nothing." : "")}</p>
            {table.Markup()}
            """);
    }
}
