using Experiments.Numerics.Formats;

namespace Experiments.Cli;

/// <summary>The settings of a sweep: --format, --from, --to, --step; and --label.</summary>
internal sealed class SweepSettings
{
    private readonly NumberFormat? formatOfX;
    private readonly Setting<IReadOnlyList<NumberFormat>> format;
    private readonly Setting<ExactNumber> from;
    private readonly Setting<ExactNumber> to;
    private readonly Setting<ExactNumber> step;

    /// <summary>The four of an experiment, with its defaults.</summary>
    /// <remarks>
    /// Where x has a format of its own, not the row's, a row's format is one whose numbers are numbers of that one too.
    /// The end of the sweep may follow from the formats; then <paramref name="to"/> is what help says of it.
    /// </remarks>
    public SweepSettings(
        string formats,
        string from,
        string to,
        string step,
        string quantity = "raw output x",
        NumberFormat? formatOfX = null,
        Func<IReadOnlyList<NumberFormat>, string>? toOf = null)
    {
        this.formatOfX = formatOfX;
        NumberFormat[] known = [.. NumberFormat.All.Where(Fits)];
        var names = string.Join(", ", known.Select(one => one.Name));
        format = Setting.List("--format", "NAME", $"number formats to compute in, of {names}", formats, Find, one => one.Name) with
        {
            Completions = [.. known.Select(one => one.Name)],
        };
        this.from = Setting.Decimal("--from", $"first {quantity}", from);
        this.to = Setting.Decimal("--to", $"last {quantity}, included when a step meets it", toOf is null ? to : new Default(to, End));
        this.step = Setting.Decimal("--step", $"distance from one {quantity} to the next", step);

        string End(Given given) => toOf!(format.Read(given));

        NumberFormat Find(string name) => NumberFormat.Find(name) switch
        {
            null => throw new UsageException($"'{name}' is not a number format; known are {names}."),
            var found when known.Contains(found) => found,
            _ => throw new UsageException($"{formatOfX!.Name} does not hold every number of '{name}'; formats here are {names}."),
        };
    }

    /// <summary>All four.</summary>
    public IEnumerable<Setting> All => [format, from, to, step];

    /// <summary>The labels of samples, each once; true is 1.</summary>
    public static Setting<IReadOnlyList<bool>> Labels(string usual) =>
        Setting.List("--label", "0|1", "labels of the sample: 0, 1 or both", usual, Label, label => label ? "1" : "0");

    /// <summary>
    /// The formats and the grid that were asked for; the grid is within the range of each format, or of that of x.
    /// </summary>
    public (IReadOnlyList<NumberFormat> Formats, Sweep Sweep) Read(Given given)
    {
        var formats = format.Read(given);
        var sweep = Sweep.Between(from.Read(given), to.Read(given), step.Read(given));
        foreach (var one in formats)
        {
            sweep.Check(formatOfX ?? one, from.Read(given), to.Read(given));
        }

        return (formats, sweep);
    }

    private static bool Label(string text) => text switch
    {
        "0" => false,
        "1" => true,
        _ => throw new UsageException($"'{text}' is not a label; labels are 0 and 1."),
    };

    private bool Fits(NumberFormat one) =>
        formatOfX is null || (one.Parameters is { } layout && formatOfX.Parameters is { } wide && wide.Holds(layout));
}
