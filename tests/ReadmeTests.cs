using System.Globalization;
using System.Text.RegularExpressions;
using Experiments.Numerics.Formats;
using Experiments.Tests.Cli;

namespace Experiments.Tests;

public partial class ReadmeTests
{
    public static readonly TheoryData<string, string> Blocks =
        [.. ReadmeBlocks.All.Select(block => new TheoryDataRow<string, string>(block.Page, block.Name))];

    [GeneratedRegex(@"\]\(([^)]+)\)")]
    private static partial Regex Link();

    /// <summary>What a README states in a block is what is generated; README=write writes it there.</summary>
    [Theory]
    [MemberData(nameof(Blocks))]
    public void A_block_states_what_outputs_measurements_and_declarations_say(string page, string name)
    {
        var made = ReadmeBlocks.All.Single(block => block.Page == page && block.Name == name);
        string[] expected = [string.Empty, .. made.Lines(), string.Empty];
        if (Environment.GetEnvironmentVariable("README") == "write")
        {
            Readmes.Write(page, name, expected);
        }

        Assert.Equal(expected, Readmes.Block(page, name));
    }

    [Fact]
    public void The_first_page_is_one_page()
    {
        var lines = Readmes.Lines("README.md");
        Assert.InRange(lines.Length, 1, 150);
        Assert.All(lines, line => Assert.InRange(new StringInfo(line).LengthInTextElements, 0, 120));
    }

    [Fact]
    public void Prose_has_lines_of_120_characters_at_most()
    {
        foreach (var page in Readmes.All)
        {
            // Every other part is code.
            var prose = string.Join('\n', Readmes.Lines(page)).Split("```").Where((_, i) => i % 2 == 0)
                .SelectMany(part => part.Split('\n'));
            Assert.All(
                prose.Where(line => !line.StartsWith('|')),
                line => Assert.InRange(new StringInfo(line).LengthInTextElements, 0, 120));
        }
    }

    [Fact]
    public void Every_link_leads_to_a_file_and_a_heading()
    {
        foreach (var page in Readmes.All)
        {
            var links = Readmes.Lines(page).SelectMany(line => Link().Matches(line)).Select(match => match.Groups[1].Value);
            Assert.All(links.Where(link => !link.Contains(':', StringComparison.Ordinal)), link =>
            {
                var parts = link.Split('#');
                var target = parts[0].Length == 0 ? page : Path.Combine(Path.GetDirectoryName(page)!, parts[0]);
                Assert.True(Path.Exists(Path.Combine(Readmes.Root, target)), $"{page}: {link}");
                Assert.True(parts.Length == 1 || Readmes.Lines(target).Any(line => Anchor(line) == parts[1]), $"{page}: {link}");
            });
        }

        static string? Anchor(string line) => !line.StartsWith('#') ? null : string.Concat(
            line.TrimStart('#').Trim().ToLowerInvariant().Replace(' ', '-').Where(c => char.IsLetterOrDigit(c) || c == '-'));
    }

    [Fact]
    public void Every_column_of_the_outputs_is_explained()
    {
        var page = string.Join('\n', Readmes.Lines("output/README.md").Where(line => line.StartsWith("| `", StringComparison.Ordinal)));
        var tables = Directory.EnumerateFiles(Path.Combine(Readmes.Root, "output"), "*.csv");
        var columns = tables.SelectMany(path => File.ReadLines(path).First().Split(','));
        Assert.All(columns.Distinct(), column => Assert.Contains($"`{column}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_format_and_every_picture_is_there()
    {
        var commands = string.Join('\n', Readmes.Lines("experiments/README.md"));
        Assert.All(NumberFormat.All, format => Assert.Contains($"`{format.Name}`", commands, StringComparison.Ordinal));
        var pages = string.Join('\n', Readmes.All.SelectMany(Readmes.Lines));
        Assert.All(
            Directory.EnumerateFiles(Path.Combine(Readmes.Root, "output"), "*.png").Select(Path.GetFileName),
            picture => Assert.Contains($"output/{picture})", pages, StringComparison.Ordinal));
    }

    /// <summary>What the prose says of the run that the training loss stops: it is made where WATCH=1 asks for it.</summary>
    [Fact]
    public void The_run_that_the_training_loss_stops_is_told_with_its_figures()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("WATCH") == "1", "a hundred epochs: set WATCH=1");
        using var command = new Command();
        Assert.Equal(0, command.Run("network --watch training --no-plots --quiet").ExitCode);
        var rows = command.Read("output/network-results.csv").TrimEnd('\n').Split('\n').Skip(1).Select(line => line.Split(','));
        var results = rows.ToDictionary(cells => cells[2], cells => double.Parse(cells[4], CultureInfo.InvariantCulture));
        var epochs = command.Read("output/network-training.csv").TrimEnd('\n').Split('\n').Length - 1;
        var text = string.Join(' ', Readmes.Lines("experiments/Network/README.md"));
        Assert.Contains(
            $"stops at epoch {epochs}, with raw outputs from {Text(results["class0_raw_min"])} to {Text(results["class1_raw_max"])}, "
                + $"and {Text(100 * results["batches_of_4_off_by_1_percent"])} % of batches of 4 are off by more than 1 %",
            text,
            StringComparison.Ordinal);

        static string Text(double value) => value.ToString("0.0", CultureInfo.InvariantCulture).Replace('-', '−');
    }
}
