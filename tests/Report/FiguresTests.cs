using Experiments.Tests.Cli;

namespace Experiments.Tests.Report;

public class FiguresTests
{
    private const string Trained = "network --train 64 --validation 32 --test 32 --epochs";

    /// <summary>Every figure, of the options that change what it shows: from its tables the bytes of its command.</summary>
    [Theory]
    [InlineData("curves --step 0.5", "curves")]
    [InlineData("curves --format float16 decimal --step 0.5", "curves")]
    [InlineData("round-trip --step 0.0625", "round-trip")]
    [InlineData("round-trip --format bfloat16 float80 decimal --step 1", "round-trip")]
    [InlineData("cross-entropy --step 0.25", "cross-entropy")]
    [InlineData("cross-entropy --format decimal float32 --label 0 1 --step 1", "cross-entropy")]
    [InlineData("cross-entropy --format float16 --epsilon 1e-3 --step 0.5", "cross-entropy")]
    [InlineData("formats --step 2", "formats")]
    [InlineData("mixed-precision --step 0.25", "mixed-precision")]
    [InlineData("frameworks --loss keras-3 torch-bce torch-logits --step 4", "frameworks frameworks-tails frameworks-gradients")]
    [InlineData("functions --step 0.5", "functions")]
    [InlineData("sigmoids --sigmoid naive mlas --format float16", "sigmoids")]
    [InlineData("audit", "audit")]
    [InlineData("audit --format float16 --loss torch-bce", "audit")]
    [InlineData("census --format bfloat16 --fast", "census")]
    [InlineData($"{Trained} 9", "network-epoch8 network-trained network-batch4 network-training")]
    [InlineData($"{Trained} 2 --batch 1 16 --seed 3", "network-trained network-batch1 network-batch16 network-training")]
    [InlineData("network --train 64 --validation 32 --epochs 2 --seeds 1..2", "network-seeds")]
    [InlineData(
        "training-effect --on logistic --seeds 1..2 --train 64 --validation 32 --epochs 2", "training-effect training-effect-steps")]
    public void A_figure_is_drawn_again_byte_by_byte_from_its_tables(string arguments, string stems)
    {
        using var command = new Command();
        var written = command.Run($"{arguments} --svg --quiet");
        Assert.True(written.ExitCode == 0, written.Error);
        var report = command.Run("report --quiet");
        Assert.True(report.ExitCode == 0, report.Error);
        var page = new Page(command.Read("output/report.html"));
        string[] drawn = [.. stems.Split(' ').Where(stem => File.Exists(command.PathOf($"output/{stem}.svg")))];
        Assert.NotEmpty(drawn);
        Assert.Equal(drawn.Order(), page.Stems.Order());
        Assert.All(drawn, stem => Assert.Equal(File.ReadAllBytes(command.PathOf($"output/{stem}.svg")), page.Figure(stem)));
    }
}
