using System.CommandLine;
using Experiments.Numerics.Formats;

namespace Experiments.Cli;

/// <summary>The options of a sweep: --format, --from, --to, --step.</summary>
internal sealed class SweepOptions
{
    private readonly NumberFormat? formatOfX;
    private readonly NumberFormat[] known;
    private readonly ListOption format;
    private readonly string[] defaultFormats;
    private readonly DecimalOption from;
    private readonly DecimalOption to;
    private readonly DecimalOption step;

    /// <summary>The options with an experiment's defaults.</summary>
    /// <remarks>Where x has a format of its own, not the row's, a row's format is one whose numbers are numbers of that one too.</remarks>
    public SweepOptions(string[] formats, string from, string to, string step, string quantity = "raw output x", NumberFormat? formatOfX = null)
    {
        this.formatOfX = formatOfX;
        known = [.. NumberFormat.All.Where(one => formatOfX is null || (one.Parameters is { } layout && formatOfX.Parameters is { } wide && wide.Holds(layout)))];
        format = new("--format", "NAME", $"number formats: {Names(known)}", formats);
        defaultFormats = formats;
        this.from = new("--from", $"first {quantity}", from);
        this.to = new("--to", $"last {quantity}, included when a step meets it", to);
        this.step = new("--step", "distance of two neighbours", step);
    }

    /// <summary>All four.</summary>
    public IEnumerable<Option> All => [format.Option, from.Option, to.Option, step.Option];

    /// <summary>The formats and the grid that were asked for; the grid is within the range of each format, or of that of x.</summary>
    public (IReadOnlyList<NumberFormat> Formats, Sweep Sweep) Read(ParseResult parsed)
    {
        var formats = format.Read(parsed, Find);
        var (fromText, toText) = (from.Text(parsed), to.Text(parsed));
        var sweep = Sweep.Parse(fromText, toText, step.Text(parsed));
        foreach (var one in formats)
        {
            sweep.Check(formatOfX ?? one, fromText, toText);
        }

        return (formats, sweep);
    }

    /// <summary>The command of a name with these options, which have been read, in canonical form.</summary>
    public CanonicalCommand Canonical(string name, ParseResult parsed)
    {
        var command = new CanonicalCommand(name)
            .Add(format.Option.Name, string.Join(' ', format.Read(parsed, Find).Select(one => one.Name)), string.Join(' ', defaultFormats));
        Array.ForEach([from, to, step], option => option.AddTo(command, parsed));
        return command;
    }

    private NumberFormat Find(string name) => NumberFormat.Find(name) switch
    {
        null => throw new UsageException($"--format: '{name}' is not a number format; known are {Names(known)}."),
        var found when known.Contains(found) => found,
        _ => throw new UsageException($"--format: {formatOfX!.Name} does not hold every number of '{name}'; formats here are {Names(known)}."),
    };

    private static string Names(IEnumerable<NumberFormat> formats) => string.Join(", ", formats.Select(format => format.Name));
}
