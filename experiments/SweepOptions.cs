using System.CommandLine;
using Experiments.Formats;

namespace Experiments;

/// <summary>The options of a sweep: --format, --from, --to, --step.</summary>
internal sealed class SweepOptions
{
    private readonly NumberFormat? formatOfX;
    private readonly NumberFormat[] known;
    private readonly ListOption format;
    private readonly Option<string> from;
    private readonly Option<string> to;
    private readonly Option<string> step;

    /// <summary>The options with an experiment's defaults.</summary>
    /// <remarks>Where x has a format of its own, not the row's, a row's format is one whose numbers are numbers of that one too.</remarks>
    public SweepOptions(string[] formats, string from, string to, string step, string quantity = "raw output x", NumberFormat? formatOfX = null)
    {
        this.formatOfX = formatOfX;
        known = [.. NumberFormat.All.Where(one => formatOfX is null || (one.Parameters is { } layout && formatOfX.Parameters is { } wide && wide.Holds(layout)))];
        format = new("--format", "NAME", $"number formats: {Names(known)}", formats);
        this.from = Text("--from", $"first {quantity}", from);
        this.to = Text("--to", $"last {quantity}, included when a step meets it", to);
        this.step = Text("--step", "distance of two neighbours", step);
    }

    /// <summary>All four.</summary>
    public IEnumerable<Option> All => [format.Option, from, to, step];

    /// <summary>A text option with a default.</summary>
    public static Option<string> Text(string name, string description, string value) => new(name)
    {
        Description = description,
        HelpName = "NUMBER",
        DefaultValueFactory = _ => value,
    };

    /// <summary>The formats and the grid that were asked for; the grid is within the range of each format, or of that of x.</summary>
    public (IReadOnlyList<NumberFormat> Formats, Sweep Sweep) Read(ParseResult parsed)
    {
        var formats = format.Read(parsed, Find);
        var (fromText, toText) = (parsed.GetValue(from)!, parsed.GetValue(to)!);
        var sweep = Sweep.Parse(fromText, toText, parsed.GetValue(step)!);
        foreach (var one in formats)
        {
            sweep.Check(formatOfX ?? one, fromText, toText);
        }

        return (formats, sweep);
    }

    private NumberFormat Find(string name) => NumberFormat.Find(name) switch
    {
        null => throw new UsageException($"--format: '{name}' is not a number format; known are {Names(known)}."),
        var found when known.Contains(found) => found,
        _ => throw new UsageException($"--format: {formatOfX!.Name} does not hold every number of '{name}'; formats here are {Names(known)}."),
    };

    private static string Names(IEnumerable<NumberFormat> formats) => string.Join(", ", formats.Select(format => format.Name));
}
