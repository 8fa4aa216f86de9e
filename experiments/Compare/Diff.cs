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

    private static readonly Argument<string> Old = new("OLD") { Description = "folder or file" };
    private static readonly Argument<string> New = new("NEW") { Description = "folder or file to compare it with" };
    private static readonly ListOption Key = new("--key", "COLUMN", "columns that name a row [default: told from the header]");
    private static readonly ListOption Only = new("--only", "COLUMN", "columns to compare [default: all]");
    private static readonly ListOption Ignore = new("--ignore", "COLUMN", "columns to leave out");
    private static readonly IntegerOption Ulps = new("--ulps", "steps of the format that two numbers may be apart", 0, long.MaxValue);
    private static readonly IntegerOption Pixels = new("--pixels", "difference of a picture's channel that counts as equal, 0 to 255 [default: 0]", 0, byte.MaxValue);
    private static readonly Option<string?> Format = new("--format") { Description = "number format of rows that name none [default: float32 for network-*, else float64]", HelpName = "NAME" };
    private static readonly Option<string?> Absolute = new("--absolute") { Description = "how far two numbers may be apart", HelpName = "X" };
    private static readonly Option<string?> Relative = new("--relative") { Description = "the same, as a part of the old number", HelpName = "X" };
    private static readonly Option<string?> Pictures = new("--pictures") { Description = "folder to write pictures to that show where pictures differ", HelpName = "DIR" };
    private static readonly Option<bool> Json = new("--json") { Description = "write JSON" };
    private static readonly Option<bool> Markdown = new("--md") { Description = "write Markdown, for a pull request" };
    private static readonly Option<bool> Quiet = new("--quiet", "-q") { Description = "say nothing on stderr but errors" };

    public static Command Command(CancellationToken cancellation)
    {
        var command = new Command("diff", "Says what two outputs differ in: exit code 0 nothing, 1 something, 2 they cannot be compared")
        {
            Old, New, Key.Option, Format, Ulps.Option, Absolute, Relative, Only.Option, Ignore.Option, Pixels.Option, Pictures, Json, Markdown, Quiet,
        };
        command.SetAction(parsed => Execute(parsed, cancellation));
        return command;
    }

    private static int Execute(ParseResult parsed, CancellationToken cancellation)
    {
        if (parsed.GetValue(Json) && parsed.GetValue(Markdown))
        {
            throw new UsageException("--md: give this or --json, not both.");
        }

        var (before, after) = (parsed.GetValue(Old)!, parsed.GetValue(New)!);
        var options = Read(parsed);
        var pixels = (int)(Pixels.Read(parsed) ?? 0);
        var messages = new Messages(Messages.IsOnTerminal, parsed.GetValue(Quiet));
        var pictures = parsed.GetValue(Pictures) is { } folder ? new DifferencePictures(folder, before, after) : null;
        var differences = Compare(before, after, options, pixels, messages, cancellation);
        if (differences.Any(difference => difference.Table is not null) && differences.All(difference => difference.Table is null or { Columns.Count: 0, IsEqual: true }))
        {
            throw new UsageException($"{(options.Only.Count > 0 ? Only : Ignore).Option.Name}: no column is left to compare beside the key.");
        }

        pictures?.Write(differences, messages, cancellation);
        Console.Out.Write(parsed.GetValue(Json) ? DifferenceJson.Of(before, after, differences)
            : parsed.GetValue(Markdown) ? DifferenceMarkdown.Of(before, after, differences)
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

    private static TableOptions Read(ParseResult parsed) => new()
    {
        Key = Key.Read(parsed, name => name),
        Only = Only.Read(parsed, name => name),
        Ignored = Ignore.Read(parsed, name => name),
        Format = parsed.GetValue(Format) is { } name ? Find(name) : null,
        Tolerance = new(Ulps.Read(parsed), Number(parsed, Absolute), Number(parsed, Relative)),
    };

    private static NumberFormat Find(string name) => NumberFormat.Find(name)
        ?? throw new UsageException($"--format: '{name}' is not a number format; known are {string.Join(", ", NumberFormat.All.Select(format => format.Name))}.");

    private static Rational? Number(ParseResult parsed, Option<string?> option) => parsed.GetValue(option) is not { } text ? null
        : DecimalText.TryParse(text, out var value) && value.Sign >= 0 ? value
        : throw new UsageException($"{option.Name}: '{text}' is not a decimal number from 0 on such as 0.5 or 1e-7.");
}
