using System.CommandLine;
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

    private static readonly Setting<string?> Old = Setting.Path("OLD", "PATH", "folder or file");
    private static readonly Setting<string?> New = Setting.Path("NEW", "PATH", "folder or file to compare it with");
    private static readonly Setting<IReadOnlyList<string>> Exclude = Words(
        "--exclude", "GLOB", "files to leave out, by their path below the folder; * stands for any characters, ? for one");

    private static readonly Setting<IReadOnlyList<string>> Key = Words(
        "--key", "COLUMN", "columns that name a row", Default.Nothing("those in manifest.json, else told from the header"));

    private static readonly Setting<IReadOnlyList<string>> Only = Words("--only", "COLUMN", "columns to compare", Default.Nothing("all"));
    private static readonly Setting<IReadOnlyList<string>> Ignore = Words("--ignore", "COLUMN", "columns to leave out");
    private static readonly Setting<bool> NoHeader =
        Setting.Flag("--no-header", "the tables have no header: columns are named 1, 2 and so on");

    private static readonly Setting<NumberFormat?> Format = Setting.One<NumberFormat?>(
        "--format", "NAME", "number format of rows that name none", Default.Nothing(Float64.Name), Find, _ => null);

    private static readonly Setting<Bounds<long>> Ulps =
        Bound("--ulps", "N", "steps of the format that two numbers may be apart", text => Setting.WholeNumber(text, 0, long.MaxValue));

    private static readonly Setting<Bounds<Rational>> Absolute =
        Bound("--absolute", "X", "how far two numbers may be apart, as they are written", Number);

    private static readonly Setting<Bounds<Rational>> Relative = Bound("--relative", "X", "the same, as a part of the old number", Number);
    private static readonly Setting<int> Pixels =
        Setting.Integer("--pixels", "difference of a picture's channel that counts as equal, 0 to 255", 0, 0, byte.MaxValue);

    internal static readonly Setting<string?> Pictures =
        Setting.Path("--pictures", "DIR", "folder to write pictures to that show where pictures differ");

    private static readonly Setting<bool> All = Setting.Flag("--all", "list equal files, too");
    private static readonly Setting<bool> Json = Setting.Flag("--json", "write JSON");
    private static readonly Setting<bool> Markdown = Setting.Flag("--md", "write Markdown, for a pull request");
    private static readonly Setting<bool> Quiet =
        Setting.Flag("--quiet", "say nothing but errors: the exit code tells") with { Alias = "-q" };

    public static Command Command(CancellationToken cancellation) => Commands.Create(
        "diff",
        "Says what two outputs differ in: exit code 0 nothing, 1 something, 2 they cannot be compared",
        "experiments diff before after\nexperiments diff old.csv new.csv --key x --ulps 2 --absolute loss=1e-6",
        [
            Old, New, Exclude, Key, Only, Ignore, NoHeader, Format, Ulps, Absolute, Relative, Pixels, Pictures, All, Json, Markdown, Quiet,
        ],
        given => Execute(given, cancellation));

    private static int Execute(Given given, CancellationToken cancellation)
    {
        var isQuiet = Quiet.Read(given);
        if (Json.Read(given) && Markdown.Read(given))
        {
            throw new UsageException($"{Markdown.Name}: give this or {Json.Name}, not both.");
        }

        var (before, after) = (Old.Read(given)!, New.Read(given)!);
        var messages = new Messages(Messages.IsOnTerminal, isQuiet);

        // Waiting ends at once with an interrupt, whatever is being read, decoded or drawn.
        var differences = Task.Run(() => Compare(given, before, after, messages, cancellation), cancellation)
            .WaitAsync(cancellation).GetAwaiter().GetResult();
        if (Pictures.Read(given) is { } folder)
        {
            DifferencePictures.Write(folder, differences, messages, cancellation);
        }

        if (!isQuiet)
        {
            Console.Out.Write(Json.Read(given) ? DifferenceJson.Write(before, after, differences)
                : Markdown.Read(given) ? DifferenceMarkdown.Write(before, after, differences)
                : DifferenceText.Write(differences, All.Read(given)));
        }

        return differences.Any(difference => difference.Error is not null) ? NotCompared
            : differences.All(difference => difference.IsEqual) ? Equal : Different;
    }

    private static FileDifference[] Compare(
        Given given, string before, string after, Messages messages, CancellationToken cancellation)
    {
        var (key, only, ignored) = (Key.Read(given), Only.Read(given), Ignore.Read(given));
        var (ulps, absolute, relative) = (Ulps.Read(given), Absolute.Read(given), Relative.Read(given));
        var options = new TableOptions
        {
            HasHeader = !NoHeader.Read(given),
            Key = key,
            Includes = column => (only.Count == 0 || only.Contains(column)) && !ignored.Contains(column),
            Format = Format.Read(given),
            ToleranceOf = column => new(ulps.Of(column), absolute.Of(column), relative.Of(column)),
            NamingTheKey = $"{Key.Name} COLUMN…",
        };
        var pixels = Pixels.Read(given);
        var isDrawn = Pictures.Read(given) is { } folder && DifferencePictures.IsElsewhere(folder, before, after);
        var pairs = FilePair.Find(before, after, Exclude.Read(given), cancellation);
        (string Option, IEnumerable<string> Columns)[] named =
        [
            (Key.Name, key), (Only.Name, only), (Ignore.Name, ignored),
            (Ulps.Name, ulps.Columns), (Absolute.Name, absolute.Columns), (Relative.Name, relative.Columns),
        ];
        var columns = new NamedColumns(
            pairs, options, messages, named.SelectMany(one => one.Columns, (one, column) => (one.Option, column)));
        FileDifference[] differences = [.. pairs.Select(pair =>
        {
            cancellation.ThrowIfCancellationRequested();
            var progress = messages.Start($"diff: {pair.Name}", 100, "%");
            void Report(int percent) => progress.Report(Math.Min(percent, 99), () => $"{percent} % compared");
            var difference = FileDifference.Between(pair, () => columns.OptionsOf(pair), pixels, isDrawn, Report, cancellation);
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
            throw new UsageException($"{(only.Count > 0 ? Only : Ignore).Name}: no column is left to compare beside the key.");
        }

        foreach (var failed in differences.Where(one => one.Error is not null && Quiet.Read(given)))
        {
            Messages.Always($"error: {failed.Error}");
        }

        return differences;
    }

    private static Setting<IReadOnlyList<string>> Words(string name, string helpName, string description, Default? usual = null) =>
        Setting.List(name, helpName, description, usual, word => word, word => word);

    /// <summary>A setting that takes a bound for all columns, or bounds by column.</summary>
    private static Setting<Bounds<T>> Bound<T>(string name, string value, string description, Func<string, T> read)
        where T : struct => Setting.Several(
        name,
        value,
        $"{description}; of one column: COLUMN={value}",
        null,
        none: new Bounds<T>([]),
        words =>
        {
            var isOne = words.Count(word => !word.Contains('=', StringComparison.Ordinal)) < 2;
            (string Column, T Value)[] bounds = [.. words.Select(word => word.LastIndexOf('=') is >= 0 and var at
                ? (Named(word, word[..at].Trim()), read(word[(at + 1)..].Trim()))
                : (string.Empty, read(isOne ? word : string.Join(',', words))))];
            return bounds.GroupBy(bound => bound.Column).FirstOrDefault(group => group.Count() > 1) is { } twice
                ? throw new UsageException($"the bound of column '{twice.Key}' is given twice; expected once.")
                : new(bounds);

            string Named(string word, string column) => column.Length > 0 ? column
                : throw new UsageException($"'{word}' has no column before =; expected COLUMN={value}, or {value} for all columns.");
        },
        _ => null) with
        {
            IsRepeated = true,
        };

    private static NumberFormat Find(string name) => NumberFormat.Find(name) ?? throw new UsageException(
        $"'{name}' is not a number format; known are {string.Join(", ", NumberFormat.All.Select(format => format.Name))}.");

    private static Rational Number(string text) => DecimalText.TryParse(text, out var value) && value.Sign >= 0 ? value
        : throw new UsageException($"'{text}' is not a decimal number from 0 on such as 0.5 or 1e-7.");

    /// <summary>Bounds by the name of a column; that of all columns has the empty name.</summary>
    private sealed record Bounds<T>(IReadOnlyList<(string Column, T Bound)> All)
        where T : struct
    {
        public IEnumerable<string> Columns => All.Select(one => one.Column).Where(column => column.Length > 0);

        public T? Of(string column) => Last(column) ?? Last(string.Empty);

        private T? Last(string column) => All.Where(one => one.Column == column).Select(one => (T?)one.Bound).LastOrDefault();
    }
}
