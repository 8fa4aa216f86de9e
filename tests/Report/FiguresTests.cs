using Experiments.Tests.Cli;

namespace Experiments.Tests.Report;

public class FiguresTests
{
    private const string Trained = "network --train 64 --validation 32 --test 32 --epochs";

    /// <summary>
    /// Every figure, of the options that change what it shows: from its tables the bytes of its command. With the
    /// cells of a column in another order it is another, so that cells are read and nothing is formed anew.
    /// </summary>
    [Theory]
    [InlineData("curves --step 0.5", "curves", "curves: curves.csv y")]
    [InlineData("curves --format float16 decimal --step 0.5", "curves")]
    [InlineData(
        "round-trip --step 0.0625", "round-trip",
        "round-trip: round-trip.csv logit, round-trip: round-trip-near-zero.csv loss_error")]
    [InlineData("round-trip --format bfloat16 float80 decimal --step 1", "round-trip")]
    [InlineData(
        "cross-entropy --step 0.25", "cross-entropy",
        "cross-entropy: cross-entropy.csv clipped, cross-entropy: cross-entropy.csv gradient_clipped")]
    [InlineData("cross-entropy --format decimal float32 --label 0 1 --step 1", "cross-entropy")]
    [InlineData("cross-entropy --format float16 --epsilon 1e-3 --step 0.5", "cross-entropy")]
    [InlineData("formats --step 2", "formats", "formats: formats-curves.csv logits, formats: formats.csv round_trip_infinite_from")]
    [InlineData("mixed-precision --step 0.25", "mixed-precision", "mixed-precision: mixed-precision.csv keras3")]
    [InlineData("frameworks --loss keras-3 torch-bce torch-logits --step 4", "frameworks frameworks-tails frameworks-gradients",
        "frameworks: frameworks-summary.csv wrong_label1, frameworks-tails: frameworks.csv value, "
        + "frameworks-gradients: frameworks.csv gradient")]
    [InlineData("functions --step 0.5", "functions", "functions: functions.csv ulps")]
    [InlineData("sigmoids --sigmoid naive mlas --format float16", "sigmoids", "sigmoids: sigmoids-curves.csv value")]
    [InlineData("audit", "audit", "audit: audit-histogram.csv count, audit: audit-batches.csv off")]
    [InlineData("audit --format float16 --loss torch-bce", "audit")]
    [InlineData("census --format bfloat16 --fast", "census", "census: census.csv exact, census: census.csv largest_relative_error")]
    [InlineData($"{Trained} 9", "network-epoch8 network-trained network-batch4 network-training",
        "network-training: network-training.csv validation_loss, network-trained: network-trained.csv raw, "
        + "network-epoch8: network-epoch8.csv raw, network-batch4: network-trained.csv loss_sigmoid")]
    [InlineData($"{Trained} 2 --batch 1 16 --seed 3", "network-trained network-batch1 network-batch16 network-training")]
    [InlineData("network --train 64 --validation 32 --epochs 2 --seeds 1..2", "network-seeds", "network-seeds: network-seeds.csv value")]
    [InlineData(
        "training-effect --on logistic --seeds 1..2 --train 64 --validation 32 --epochs 2", "training-effect training-effect-steps",
        "training-effect: training-effect.csv test_loss, training-effect-steps: training-effect.csv first_difference")]
    public void A_figure_is_drawn_again_byte_by_byte_from_its_tables(string arguments, string stems, string changes = "")
    {
        using var command = new Command();
        var written = command.Run($"{arguments} --svg --quiet");
        Assert.True(written.ExitCode == 0, written.Error);
        var page = Report(command);
        string[] drawn = [.. stems.Split(' ').Where(stem => File.Exists(command.PathOf($"output/{stem}.svg")))];
        Assert.NotEmpty(drawn);
        Assert.Equal(drawn.Order(), page.Stems.Order());
        Assert.All(drawn, stem => Assert.Equal(File.ReadAllBytes(command.PathOf($"output/{stem}.svg")), page.Figure(stem)));
        foreach (var change in changes.Split(", ", StringSplitOptions.RemoveEmptyEntries))
        {
            var (stem, file, column) = change.Split(' ') is [var first, var second, var third] ? (first.TrimEnd(':'), second, third)
                : throw new InvalidOperationException(change);
            var path = command.PathOf($"output/{file}");
            var before = File.ReadAllText(path);
            File.WriteAllText(path, Changed(before.TrimEnd('\n').Split('\n'), column));
            ReportTests.Record(command);
            Assert.False(page.Figure(stem)!.AsSpan().SequenceEqual(Report(command).Figure(stem)), change);
            File.WriteAllText(path, before);
        }
    }

    private static Page Report(Command command)
    {
        var report = command.Run("report --quiet");
        Assert.True(report.ExitCode == 0, report.Error);
        return new(command.Read("output/report.html"));
    }

    /// <summary>The lines with the cells of a column moved on by a third of the rows and one.</summary>
    private static string Changed(string[] lines, string column)
    {
        var place = Array.IndexOf(lines[0].Split(','), column);
        var rows = lines.Skip(1).Select(line => line.Split(',')).ToArray();
        string[] cells = [.. rows.Select(row => row[place])];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i][place] = cells[(i + (rows.Length / 3) + 1) % rows.Length];
        }

        return string.Concat(rows.Select(row => string.Join(',', row)).Prepend(lines[0]).Select(line => line + "\n"));
    }
}
