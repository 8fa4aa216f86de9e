using System.Text;
using Experiments.Cli;
using Experiments.Losses.Explanations;
using Experiments.Numerics.Formats;
using Experiments.Output.Tables;

namespace Experiments.Frameworks.Explaining;

/// <summary>An explanation as text of 80 columns, or as JSON.</summary>
/// <param name="subject">What is explained.</param>
/// <param name="shownX">x as it was given.</param>
/// <param name="x">x in the format.</param>
/// <param name="explanation">The steps.</param>
/// <param name="truth">The true loss or gradient; null where what the formula is exactly takes its place.</param>
internal sealed class ExplanationPage<T>(
    ExplanationSubject subject, string shownX, T x, Explanation<T> explanation, ExactValue? truth)
    where T : struct, IFloat<T>
{
    private const int Width = 80;

    // Three more than tell the format's numbers apart.
    private static readonly int MostDigits = Math.Max(20, T.Parameters is { } layout ? 3 + (int)(0.30103 * layout.Precision) : 32);

    private const int FewestDigits = 10;
    private const string Gap = "  ";
    private const string Indent = "     ";

    private static readonly string[] Names = ["step", "expression", "value", "bits", "exact", "ulps"];

    private static readonly Table<ExplanationStep<T>> Steps = new(
        new("step", step => step.Number) { IsKey = true },
        new("expression", step => step.Expression),
        new("value", step => Number.From(step.Value)),
        new("bits", step => step.Bits),
        new("exact", step => step.Exact.ToText(MostDigits), ColumnFormats.Row),
        new("ulps", step => Ulps(step.Value, step.Exact), ColumnFormats.Row),
        new("note", step => step.Note));

    private static readonly Table<ExplanationPage<T>> Verdicts = new(
        new("loss", page => page.Subject.Loss) { IsKey = true },
        new("quantity", page => page.Subject.Quantity),
        new("format", _ => T.Name) { IsKey = true },
        new("label", page => page.Subject.ShownLabel, ColumnFormats.Integer) { IsKey = true },
        new("x", page => page.X, ColumnFormats.Row) { IsKey = true },
        new("value", page => Number.From(page.Value)),
        new("exact", page => page.Reference.ToText(MostDigits), ColumnFormats.Row),
        new("ulps", page => Ulps(page.Value, page.Reference), ColumnFormats.Row),
        new("verdict", page => page.Verdict));

    private ExplanationSubject Subject { get; } = subject;

    private string X => x.ToText();

    private T Value => explanation.Steps[^1].Value;

    private ExactValue Reference => truth ?? explanation.Steps[^1].Exact;

    /// <summary>What became of the value, in a sentence.</summary>
    private string Verdict => ExplanationVerdict.Of(Subject.Quantity, Value, Reference);

    /// <summary>The steps and the verdict as one object.</summary>
    public string Json() => ResultPage.Json(
    [
        ResultTable.From("explain", string.Empty, Steps, explanation.Steps),
        ResultTable.From("explain-verdict", string.Empty, Verdicts, [this]),
    ]);

    /// <summary>
    /// A line a step, with fewer digits of the exact values where they do not fit; where that does not help, some lines a
    /// step. Sentences stand beneath, and the last line is the verdict.
    /// </summary>
    public string Text()
    {
        var text = new StringBuilder();
        var quantity = Subject.Quantity;
        Add(text, $"{Subject.Loss}: the {quantity} of x = {Excerpt.Of(shownX)} with label {Subject.ShownLabel} in {T.Name}", string.Empty);
        if (x.IsFinite)
        {
            var bits = ExplanationStep<T>.BitsOf(x);
            Add(
                text,
                $"x is {X}{(bits.Length > 0 ? $", {bits}" : string.Empty)}, exactly {SignificantDigits.Of(x.Exact, MostDigits)}",
                string.Empty);
        }

        text.Append('\n');
        AddSteps(text);
        text.Append('\n');
        var exact = Reference.ToText(FewestDigits) is { Length: > 0 } known ? known : "unknown";
        var of = truth is null ? $"{quantity} by its formula" : quantity;
        Add(text, $"{quantity} {Value.ToText()}, exact {of} {exact}: {Verdict}", Gap);
        return text.ToString();
    }

    private static string Ulps(T value, ExactValue exact) =>
        ExplanationStep<T>.UlpsOf(value, exact) is { } ulps ? SignificantDigits.OfUlps(ulps) : string.Empty;

    /// <summary>Adds a sentence; lines after the first are indented.</summary>
    private static void Add(StringBuilder text, string sentence, string indent) =>
        text.AppendJoin("\n" + indent, ResultPage.Wrap(sentence.Split(' '), Width - indent.Length)).Append('\n');

    private static int[] Widths(string[][] lines) => [.. Names.Select((_, i) => lines.Max(cells => cells[i].Length))];

    private static string Line(string[] cells, int[] widths) => string.Join(
        Gap,
        cells.Select((cell, i) => Names[i] is "step" or "expression" or "bits" ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))
            .Where((_, i) => IsShown(i))).TrimEnd();

    /// <summary>Whether a column has anything in it: a format that is not binary has no bits.</summary>
    private static bool IsShown(int column) => Names[column] != "bits" || T.Parameters is not null;

    private static bool Fits(int[] widths) =>
        widths.Where((_, i) => IsShown(i)).Sum(width => width + Gap.Length) - Gap.Length <= Width;

    private void AddSteps(StringBuilder text)
    {
        var digits = MostDigits;
        while (digits > FewestDigits && !Fits(Widths(Cells(digits))))
        {
            digits--;
        }

        var widths = Widths(Cells(digits));
        var fits = Fits(widths);
        text.Append(fits ? Line(Names, widths) + "\n" : string.Empty);
        foreach (var (step, cells) in explanation.Steps.Zip(Cells(fits ? digits : MostDigits).Skip(1)))
        {
            text.AppendJoin('\n', fits ? [Line(cells, widths)] : Lines(cells)).Append('\n');
            if (step.Note.Length > 0)
            {
                Add(text.Append(Indent), step.Note, Indent);
            }
        }
    }

    /// <summary>The names of the columns, and the cells of each step.</summary>
    private string[][] Cells(int digits) =>
    [
        Names,
        .. explanation.Steps.Select(step => new[]
        {
            $"#{step.Number}", step.Expression, step.Value.ToText(), step.Bits, step.Exact.ToText(digits), Ulps(step.Value, step.Exact),
        }),
    ];

    /// <summary>The cells of a step one after the other, in as many lines as they take.</summary>
    private static IEnumerable<string> Lines(string[] cells)
    {
        string[] parts =
        [
            $"= {cells[2]}",
            cells[3],
            cells[4].Length > 0 ? $"exactly {cells[4]}" : string.Empty,
            cells[5].Length > 0 ? $"{cells[5]} ulps" : string.Empty,
        ];
        var line = cells[0].PadRight(Indent.Length) + cells[1];
        foreach (var part in parts.Where(part => part.Length > 0))
        {
            if (line.Length + Gap.Length + part.Length > Width)
            {
                yield return line;
                line = Indent + part;
            }
            else
            {
                line += Gap + part;
            }
        }

        yield return line;
    }
}
