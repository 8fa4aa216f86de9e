using System.CommandLine;
using System.Globalization;
using Experiments.Cli;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;
using Experiments.Output.Tables;

namespace Experiments.Compare;

/// <summary>The command that says what two outputs differ in.</summary>
internal static class Diff
{
    private const int Equal = 0;
    private const int Different = 1;
    private const int NotCompared = 2;

    private static readonly Argument<string> Old = new("OLD") { Description = "folder or file" };
    private static readonly Argument<string> New = new("NEW") { Description = "folder or file to compare it with" };
    private static readonly ListOption Exclude =
        new("--exclude", "GLOB", "files to leave out, by their path below the folder; * stands for any characters, ? for one");
    private static readonly ListOption Key =
        new("--key", "COLUMN", "columns that name a row [default: those in manifest.json, else told from the header]");
    private static readonly ListOption Only = new("--only", "COLUMN", "columns to compare [default: all]");
    private static readonly ListOption Ignore = new("--ignore", "COLUMN", "columns to leave out");
    private static readonly Option<bool> NoHeader = Flag("--no-header", "the tables have no header: columns are named 1, 2 and so on");
    private static readonly Option<string?> Format =
        new("--format") { Description = "number format of rows that name none [default: float64]", HelpName = "NAME" };
    private static readonly Option<string[]> Ulps = Bound("--ulps", "N", "steps of the format that two numbers may be apart");
    private static readonly Option<string[]> Absolute = Bound("--absolute", "X", "how far two numbers may be apart, as they are written");
    private static readonly Option<string[]> Relative = Bound("--relative", "X", "the same, as a part of the old number");
    private static readonly IntegerOption Pixels =
        new("--pixels", "difference of a picture's channel that counts as equal, 0 to 255 [default: 0]", 0, byte.MaxValue);
    private static readonly Option<string?> Pictures =
        new("--pictures") { Description = "folder to write pictures to that show where pictures differ", HelpName = "DIR" };
    private static readonly Option<bool> All = Flag("--all", "list equal files, too");
    private static readonly Option<bool> Json = Flag("--json", "write JSON");
    private static readonly Option<bool> Markdown = Flag("--md", "write Markdown, for a pull request");
    private static readonly Option<bool> Quiet = Flag("--quiet", "say nothing but errors: the exit code tells", "-q");

    public static Command Command(CancellationToken cancellation)
    {
        var command = new Command("diff", "Says what two outputs differ in: exit code 0 nothing, 1 something, 2 they cannot be compared")
        {
            Old, New, Exclude.Option, Key.Option, Only.Option, Ignore.Option, NoHeader, Format, Ulps, Absolute, Relative,
            Pixels.Option, Pictures, All, Json, Markdown, Quiet,
        };
        command.SetAction(parsed => Execute(parsed, cancellation));
        return command;
    }

    private static int Execute(ParseResult parsed, CancellationToken cancellation)
    {
        var isQuiet = parsed.GetValue(Quiet);
        if (parsed.GetValue(Json) && parsed.GetValue(Markdown))
        {
            throw new UsageException("--md: give this or --json, not both.");
        }

        var (before, after) = (parsed.GetValue(Old)!, parsed.GetValue(New)!);
        var messages = new Messages(Messages.IsOnTerminal, isQuiet);
        var differences = Compare(parsed, before, after, messages, cancellation);
        if (parsed.GetValue(Pictures) is { } folder)
        {
            DifferencePictures.Write(folder, differences, messages, cancellation);
        }

        if (!isQuiet)
        {
            Console.Out.Write(parsed.GetValue(Json) ? DifferenceJson.Write(before, after, differences)
                : parsed.GetValue(Markdown) ? DifferenceMarkdown.Write(before, after, differences)
                : DifferenceText.Write(differences, parsed.GetValue(All)));
        }

        return differences.Any(difference => difference.Error is not null) ? NotCompared
            : differences.All(difference => difference.IsEqual) ? Equal : Different;
    }

    private static FileDifference[] Compare(
        ParseResult parsed, string before, string after, Messages messages, CancellationToken cancellation)
    {
        var (key, only, ignored) = (Names(parsed, Key), Names(parsed, Only), Names(parsed, Ignore));
        var ulps = Bounds(parsed, Ulps, WholeNumber);
        var (absolute, relative) = (Bounds(parsed, Absolute, Number), Bounds(parsed, Relative, Number));
        var options = new TableOptions
        {
            HasHeader = !parsed.GetValue(NoHeader),
            Key = key,
            Includes = column => (only.Count == 0 || only.Contains(column)) && !ignored.Contains(column),
            Format = parsed.GetValue(Format) is { } name ? Find(name) : null,
            ToleranceOf = column => new(BoundOf(ulps, column), BoundOf(absolute, column), BoundOf(relative, column)),
            NamingTheKey = $"{Key.Option.Name} COLUMN…",
            NamingTheFormat = $"{Format.Name} NAME",
        };
        var pixels = (int)(Pixels.Read(parsed) ?? 0);
        var isDrawn = parsed.GetValue(Pictures) is { } folder && DifferencePictures.IsElsewhere(folder, before, after);
        var pairs = FilePair.Find(before, after, Names(parsed, Exclude), cancellation);
        (string Option, IEnumerable<string> Columns)[] named =
        [
            (Key.Option.Name, key), (Only.Option.Name, only), (Ignore.Option.Name, ignored),
            (Ulps.Name, ulps.Keys), (Absolute.Name, absolute.Keys), (Relative.Name, relative.Keys),
        ];
        var columns = new NamedColumns(
            pairs, options, named.SelectMany(one => one.Columns.Where(column => column.Length > 0), (one, column) => (one.Option, column)));
        FileDifference[] differences = [.. pairs.Select(pair =>
        {
            cancellation.ThrowIfCancellationRequested();
            var progress = messages.Start($"diff: {pair.Name}", 100);
            void Report(int percent) => progress.Report(Math.Min(percent, 99));
            var difference = FileDifference.Between(pair, columns.OptionsOf(pair), pixels, isDrawn, Report, cancellation);
            progress.Clear();
            return difference;
        })];
        if (differences is [{ Error: { } error }] && !Directory.Exists(after))
        {
            throw new UsageException(error);
        }

        var tables = differences.Select(one => one.Table).OfType<TableDifference>().ToArray();
        if (tables.Length > 0 && tables.All(table => table is { Columns.Count: 0, IsEqual: true }))
        {
            throw new UsageException($"{(only.Count > 0 ? Only : Ignore).Option.Name}: no column is left to compare beside the key.");
        }

        foreach (var failed in differences.Where(one => one.Error is not null && parsed.GetValue(Quiet)))
        {
            Messages.Always($"error: {failed.Error}");
        }

        return differences;
    }

    private static Option<bool> Flag(string name, string description, params string[] aliases) =>
        new(name, aliases) { Description = description };

    /// <summary>An option that takes a bound for all columns or for one; it may be given more than once.</summary>
    private static Option<string[]> Bound(string name, string value, string description) => new(name)
    {
        Description = $"{description}; of one column: COLUMN={value}",
        HelpName = value,
    };

    /// <summary>The bounds by column, that of all columns under the empty name.</summary>
    private static Dictionary<string, T> Bounds<T>(ParseResult parsed, Option<string[]> option, Func<string, string, T> read)
    {
        var bounds = new Dictionary<string, T>();
        var texts = parsed.GetValue(option) ?? [];
        foreach (var text in texts.SelectMany(text => text.Contains('=', StringComparison.Ordinal) ? text.Split(',') : [text]))
        {
            var at = text.LastIndexOf('=');
            bounds[at < 0 ? string.Empty : text[..at].Trim()] = read(option.Name, text[(at + 1)..].Trim());
        }

        return bounds;
    }

    private static T? BoundOf<T>(Dictionary<string, T> bounds, string column)
        where T : struct => bounds.TryGetValue(column, out var bound) || bounds.TryGetValue(string.Empty, out bound) ? bound : null;

    private static IReadOnlyList<string> Names(ParseResult parsed, ListOption option) => option.Read(parsed, name => name);

    private static NumberFormat Find(string name) => NumberFormat.Find(name) ?? throw new UsageException(
        $"{Format.Name}: '{name}' is not a number format; known are {string.Join(", ", NumberFormat.All.Select(format => format.Name))}.");

    private static long WholeNumber(string option, string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value
            : throw new UsageException($"{option}: '{text}' is not a whole number from 0 to {long.MaxValue}.");

    private static Rational Number(string option, string text) => DecimalText.TryParse(text, out var value) && value.Sign >= 0 ? value
        : throw new UsageException($"{option}: '{text}' is not a decimal number from 0 on such as 0.5 or 1e-7.");
}
