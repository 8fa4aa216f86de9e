using System.CommandLine;
using Experiments.Cli;
using Experiments.Formats;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;
using Experiments.Output.Figures;
using Experiments.Output.Files;
using Experiments.Output.Tables;

namespace Experiments.Compare;

/// <summary>The command that says what two outputs differ in.</summary>
internal static class Diff
{
    private const int Equal = 0;
    private const int Different = 1;

    private static readonly Setting<string?> Old = Setting.Path("OLD", "PATH", "folder or file");
    private static readonly Setting<string?> New = Setting.Path("NEW", "PATH", "folder or file to compare it with");
    private static readonly Setting<IReadOnlyList<string>> Key = Columns("--key", "columns that name a row [default: told from the header]");
    private static readonly Setting<IReadOnlyList<string>> Only = Columns("--only", "columns to compare [default: all]");
    private static readonly Setting<IReadOnlyList<string>> Ignore = Columns("--ignore", "columns to leave out");
    private static readonly Setting<long?> Ulps = Setting.One<long?>("--ulps", "N", "steps of the format that two numbers may be apart", null, text => Setting.WholeNumber(text, 0, long.MaxValue), _ => null);
    private static readonly Setting<int> Pixels = Setting.Integer("--pixels", "difference of a picture's channel that counts as equal, 0 to 255", 0, 0, byte.MaxValue);
    private static readonly Setting<NumberFormat?> Format = Setting.One<NumberFormat?>("--format", "NAME", "number format of rows that name none [default: float32 for network-*, else float64]", null, Find, _ => null);
    private static readonly Setting<Rational?> Absolute = Setting.One<Rational?>("--absolute", "X", "how far two numbers may be apart", null, text => Number(text), _ => null);
    private static readonly Setting<Rational?> Relative = Setting.One<Rational?>("--relative", "X", "the same, as a part of the old number", null, text => Number(text), _ => null);
    private static readonly Setting<string?> Pictures = Setting.Path("--pictures", "DIR", "folder to write pictures to that show where pictures differ");
    private static readonly Setting<bool> Json = Setting.Flag("--json", "write JSON");
    private static readonly Setting<bool> Markdown = Setting.Flag("--md", "write Markdown, for a pull request");

    public static Command Command(CancellationToken cancellation) => Commands.Create(
        "diff",
        "Says what two outputs differ in: exit code 0 nothing, 1 something, 2 they cannot be compared",
        [Old, New, Key, Format, Ulps, Absolute, Relative, Only, Ignore, Pixels, Pictures, Json, Markdown, CommonSettings.Quiet],
        given => Execute(given, cancellation));

    private static int Execute(Given given, CancellationToken cancellation)
    {
        if (Json.Read(given) && Markdown.Read(given))
        {
            throw new UsageException("--md: give this or --json, not both.");
        }

        var (before, after) = (Old.Read(given)!, New.Read(given)!);
        var options = Read(given);
        var pixels = Pixels.Read(given);
        var messages = new Messages(Messages.IsOnTerminal, CommonSettings.Quiet.Read(given));
        var pictures = Pictures.Read(given) is { } folder ? new DifferencePictures(folder, before, after) : null;
        var differences = Compare(before, after, options, pixels, messages, cancellation);
        if (differences.Any(difference => difference.Table is not null) && differences.All(difference => difference.Table is null or { Columns.Count: 0, IsEqual: true }))
        {
            throw new UsageException($"{(options.Only.Count > 0 ? Only : Ignore).Name}: no column is left to compare beside the key.");
        }

        pictures?.Write(differences, messages, cancellation);
        Console.Out.Write(Json.Read(given) ? DifferenceJson.Of(before, after, differences)
            : Markdown.Read(given) ? DifferenceMarkdown.Of(before, after, differences)
            : DifferenceText.Of(differences));
        return differences.All(difference => difference.IsEqual) ? Equal : Different;
    }

    private static IReadOnlyList<FileDifference> Compare(string before, string after, TableOptions options, int pixels, Messages messages, CancellationToken cancellation)
    {
        try
        {
            var pairs = FilePair.Of(before, after, cancellation);
            var columns = new DifferenceColumns(pairs, options);
            return [.. pairs.Select(pair =>
            {
                cancellation.ThrowIfCancellationRequested();
                var progress = messages.Start($"diff: {pair.Name}", 100);
                try
                {
                    return FileDifference.Of(pair, columns.OptionsOf(pair), pixels, percent => progress.Report(Math.Min(percent, 99)), cancellation);
                }
                finally
                {
                    progress.Clear();
                }
            })];
        }
        catch (Exception error) when (error is ComparisonException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException(error.Message);
        }
    }

    private static TableOptions Read(Given given) => new()
    {
        Key = Key.Read(given),
        Only = Only.Read(given),
        Ignored = Ignore.Read(given),
        Format = Format.Read(given),
        Tolerance = new(Ulps.Read(given), Absolute.Read(given), Relative.Read(given)),
    };

    private static Setting<IReadOnlyList<string>> Columns(string name, string description) =>
        Setting.List(name, "COLUMN", description, null, column => column, column => column);

    private static NumberFormat Find(string name) => NumberFormat.Find(name)
        ?? throw new UsageException($"'{name}' is not a number format; known are {string.Join(", ", NumberFormat.All.Select(format => format.Name))}.");

    private static Rational Number(string text) => DecimalText.TryParse(text, out var value) && value.Sign >= 0 ? value
        : throw new UsageException($"'{text}' is not a decimal number from 0 on such as 0.5 or 1e-7.");
}
