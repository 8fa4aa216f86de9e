using Experiments.Losses;
using Experiments.Output.Figures;
using Experiments.Output.Tables;

namespace Experiments.Frameworks;

/// <summary>The errors of a form of a function in a format, as the figure draws them.</summary>
internal sealed record FunctionSeries(FunctionForm Form, string Format, Series Rows)
{
    public double[] X { get; } = Rows.Values("x");

    /// <summary>The errors, NaN where the function itself has no value.</summary>
    public double[] Ulps { get; } =
        [.. Rows.Values("ulps").Zip(Rows.Values("exact"), (ulps, exact) => double.IsNaN(exact) ? double.NaN : ulps)];

    /// <summary>The function's name, which is that of its careful form.</summary>
    public string Function => FunctionForm.All.FirstOrDefault(form => form.Exact == Form.Exact)?.Name ?? "sigmoid";

    /// <summary>What the form's name adds to the function's: nothing, or such as -naive.</summary>
    public string Suffix => Form.Name[Function.Length..];
}

/// <summary>A panel a function and format: how many numbers each form is off the correctly rounded one.</summary>
internal static class FunctionsFigure
{
    private const int InRow = 2;

    public static Figure? Draw(IReadOnlyList<FunctionSeries> series)
    {
        var suffixes = series.Select(rows => rows.Suffix).Distinct().ToList();
        Panel[] panels =
        [
            .. series.Where(rows => Array.Exists(rows.Ulps, double.IsFinite)).GroupBy(rows => (rows.Function, rows.Format)).Select(Panel),
        ];
        return panels.Length == 0 ? null : new(
            [.. suffixes.Select((suffix, i) => (Key)(Style.Format(i), suffix.Length == 0 ? "careful" : suffix))],
            [.. panels.Chunk(InRow)]);

        Panel Panel(IGrouping<(string Function, string Format), FunctionSeries> forms)
        {
            var x = forms.Aggregate(Extent.None, (all, rows) =>
                all.Or(Extent.Of([.. rows.X.Zip(rows.Ulps).Where(row => double.IsFinite(row.Second)).Select(row => row.First)])));
            var y = forms.Aggregate(Extent.None, (all, rows) => all.Or(Extent.Of(rows.Ulps, above: 0)));
            var panel = new Panel(
                $"{forms.Key.Function}, {forms.Key.Format}", Axis.Linear("x", x.OrRoom()), Axis.Logarithmic("ulps off", y))
            {
                Size = PanelSize.Half,
            };
            foreach (var rows in forms.Reverse())
            {
                panel.Envelope(Style.Format(suffixes.IndexOf(rows.Suffix)), rows.X, rows.Ulps, rows.Suffix, leavesOut: true);
            }

            return panel;
        }
    }
}
