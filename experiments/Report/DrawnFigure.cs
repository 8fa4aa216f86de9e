using Experiments.Cli;
using Experiments.Output.Files;
using Experiments.Output.Tables;
using Experiments.Readback;

namespace Experiments.Report;

/// <summary>A figure drawn again from the tables of the command that drew it: the SVG that the command writes.</summary>
/// <param name="Stem">The stem of its files.</param>
/// <param name="Command">The command.</param>
/// <param name="Tables">The stems of that command's tables.</param>
/// <param name="Svg">The figure; null where it cannot be drawn.</param>
internal sealed record DrawnFigure(string Stem, string Command, IReadOnlyList<string> Tables, byte[]? Svg)
{
    /// <summary>Why there is no figure.</summary>
    public string Why { get; private init; } = string.Empty;

    /// <summary>Whether that is since something is wrong in the folder.</summary>
    public bool IsFault { get; private init; }

    /// <summary>The file in which it is; null where it is in none, or in what one holds.</summary>
    public string? Faulty { get; private init; }

    /// <summary>The file of its picture, where it is not drawn and that is there as recorded; else null.</summary>
    public string? Picture { get; private init; }

    /// <summary>The same with a link to its picture in its place, and why.</summary>
    public DrawnFigure Linked(string why, WrittenTables tables) => this with
    {
        Svg = null,
        Why = why,
        Picture = tables.State(Stem + ".png") == FileState.Current ? Stem + ".png" : null,
    };

    /// <summary>The figures of all commands that the manifest names, in the order of the experiments.</summary>
    public static IReadOnlyList<DrawnFigure> All(IReadOnlyList<Experiment> experiments, Work work, WrittenTables tables)
    {
        string[] names = [.. experiments.Select(experiment => experiment.Name)];
        return
        [
            .. tables.Manifest.Entries.Values.Where(entry => entry.Schema is not null).Select(entry => entry.Origin)
                .DistinctBy(origin => (origin.Command, origin.Data))
                .Select(origin => (Origin: origin, Plan: Commands.Plan(experiments, origin.Command)))
                .Where(made => made.Plan is { Figures.Count: > 0 })
                .OrderBy(made => Array.IndexOf(names, made.Origin.Command.Split(' ')[0]))
                .SelectMany(made => Of(made.Origin, made.Plan!, work, tables))
                .DistinctBy(figure => figure.Stem),
        ];
    }

    private static DrawnFigure[] Of(Origin origin, Plan plan, Work work, WrittenTables tables)
    {
        string[] written = [.. plan.Tables.Where(stem => tables.State(stem + ".csv") != FileState.Missing)];
        if (Wrong(origin, plan, tables) is var (wrong, file))
        {
            return [.. None(wrong, isFault: true).Select(figure => figure with { Faulty = file })];
        }

        if (plan.Redraw is not { } redraw)
        {
            const string why = "It is drawn from data that the program does not carry, whose names are in no table.";
            return [.. None(why, isFault: false).Select(figure => figure.Linked(why, tables))];
        }

        try
        {
            var outputs = redraw(work, tables);
            var series = outputs.Tables.ToDictionary(table => table.Stem, table =>
            {
                using var rows = tables.Open(table.Stem);
                return table.Read(rows);
            });
            return
            [
                .. outputs.Figures.Select(figure => figure.Draw(series)?.ToSvg() is { } svg
                    ? new DrawnFigure(figure.Stem, origin.Command, written, svg)
                    : new(figure.Stem, origin.Command, written, null) { Why = "No point of it can be drawn." }),
            ];
        }
        catch (TableException error)
        {
            // A table may have the bytes that are recorded, and be no table of ours.
            return None($"Its tables are not as they should be: {error.Message}", isFault: true);
        }
        catch (Exception error) when (error is not (OperationCanceledException or OutOfMemoryException))
        {
            return None(
                $"{string.Join(", ", written.Select(stem => stem + ".csv"))}: not the rows that '{origin.Command}' writes, or a fault of "
                + $"the program ({error.GetType().Name}: {error.Message})",
                isFault: true);
        }

        DrawnFigure[] None(string why, bool isFault) =>
            [.. plan.Figures.Select(stem => new DrawnFigure(stem, origin.Command, written, null) { Why = why, IsFault = isFault })];
    }

    /// <summary>
    /// What is wrong with the tables of a command, in words, and the file, where it is one; null where they are as
    /// recorded, and of one run.
    /// </summary>
    private static (string Why, string? File)? Wrong(Origin origin, Plan plan, WrittenTables tables)
    {
        foreach (var name in plan.Tables.Select(stem => stem + ".csv"))
        {
            var (state, entry) = (tables.State(name), tables.Manifest.Entries.GetValueOrDefault(name));
            if (state is not (FileState.Current or FileState.Missing) || (state == FileState.Missing && entry is not null))
            {
                return ($"{name} is {WrittenTables.Word(state)}.", name);
            }

            if (entry is not null && (entry.Command != origin.Command || entry.Data != origin.Data))
            {
                return ($"{name} was made by '{entry.Command}', other tables of the figure by '{origin.Command}'.", name);
            }
        }

        return Obstacle.IsOfThisVersion(origin) ? null
            : ($"A table of it {Obstacle.OtherVersion}.", null);
    }
}
