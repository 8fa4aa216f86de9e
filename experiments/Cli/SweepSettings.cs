using Experiments.Numerics.Formats;
using Experiments.Output.Tables;

namespace Experiments.Cli;

/// <summary>The settings of a sweep: --format, --from, --to, --step or --x; and --label.</summary>
internal sealed class SweepSettings
{
    private readonly NumberFormat? formatOfX;
    private readonly Setting<IReadOnlyList<NumberFormat>> format;
    private readonly Setting<ExactNumber> from;
    private readonly Setting<ExactNumber> to;
    private readonly Setting<ExactNumber> step;
    private readonly Setting<IReadOnlyList<string>> points;

    /// <summary>The five of an experiment, with its defaults.</summary>
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
        points = Setting.List(
            "--x",
            "NUMBER",
            "numbers in place of a grid, inf, -inf and nan among them; no figure",
            usual: null,
            Sweep.Point,
            text => text);

        string End(Given given) => toOf!(format.Read(given));

        NumberFormat Find(string name) => NumberFormat.Find(name) switch
        {
            null => throw new UsageException($"'{name}' is not a number format; known are {names}."),
            var found when known.Contains(found) => found,
            _ => throw new UsageException($"{formatOfX!.Name} does not hold every number of '{name}'; formats here are {names}."),
        };
    }

    /// <summary>All five.</summary>
    public IEnumerable<Setting> All => [format, from, to, step, points];

    /// <summary>Whether a grid, a part of one, or points were asked for.</summary>
    public bool HasGrid(Given given) => new Setting[] { from, to, step, points }.Any(setting => setting.IsGiven(given));

    /// <summary>The labels of samples, each once: 0, 1 and what is between.</summary>
    public static Setting<IReadOnlyList<ExactNumber>> Labels(string usual) =>
        Setting.List("--label", "Y", "labels of the sample, from 0 to 1", usual, Label, label => label.Text);

    /// <summary>
    /// The formats and the grid that were asked for; the grid is within the range of each format, or of that of x.
    /// </summary>
    public (IReadOnlyList<NumberFormat> Formats, Sweep Sweep) Read(Given given)
    {
        var formats = format.Read(given);
        if (points.Read(given) is { Count: > 0 } listed)
        {
            return Listed(given, formats, listed);
        }

        var sweep = Sweep.Between(from.Read(given), to.Read(given), step.Read(given));
        foreach (var one in formats)
        {
            sweep.Check(formatOfX ?? one, from.Read(given), to.Read(given));
        }

        return (formats, sweep);
    }

    /// <summary>The label that a text is.</summary>
    /// <exception cref="UsageException">It is no number from 0 to 1.</exception>
    public static ExactNumber Label(string text) =>
        DecimalText.TryParse(text, out var value) && value.Sign >= 0 && value.CompareTo(1) <= 0
            ? new(DecimalText.Canonical(text), value)
            : throw new UsageException($"'{Excerpt.Of(text)}' is not a label; labels are numbers from 0 to 1.");

    private (IReadOnlyList<NumberFormat> Formats, Sweep Sweep) Listed(
        Given given, IReadOnlyList<NumberFormat> formats, IReadOnlyList<string> listed)
    {
        Setting[] grid = [from, to, step];
        if (Array.Find(grid, setting => setting.IsGiven(given)) is { } other)
        {
            throw new UsageException($"{points.Name}: a list of points has no grid; leave {other.Name} out.");
        }

        foreach (var one in formats)
        {
            if (listed.FirstOrDefault(point => !Sweep.IsIn(formatOfX ?? one, point)) is { } beyond)
            {
                throw new UsageException($"{points.Name}: {Excerpt.Of(beyond)} is not in the range of {(formatOfX ?? one).Name}.");
            }
        }

        return (formats, Sweep.Of(listed));
    }

    private bool Fits(NumberFormat one) =>
        formatOfX is null || (one.Parameters is { } layout && formatOfX.Parameters is { } wide && wide.Holds(layout));
}
