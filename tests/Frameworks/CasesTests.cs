using Experiments.Frameworks;
using Experiments.Numerics.Formats;
using Experiments.Tests.Cli;

namespace Experiments.Tests.Frameworks;

/// <summary>
/// Public reports, each by a command that answers it: the numbers are those that were published, as they were written.
/// </summary>
public class CasesTests
{
    /// <summary>The sigmoids and functions, correctly rounded (exact) and as a library has them (value).</summary>
    [Theory]
    [InlineData("--function sigmoid-exp-over --format bfloat16 --x 5.5 5.75 6", "value", "0.99609375 0.9921875 1")] // tensorflow#123104
    [InlineData("--function sigmoid --format bfloat16 --x 5.75 6", "exact", "0.99609375 0.99609375")] // the same, with XLA
    [InlineData("--function sigmoid-mlas --x -17 -20", "value", "8.940697e-8 0")] // onnx/onnx#6713, pytorch#147508
    [InlineData("--function sigmoid-naive --x -17 -20", "value", "4.1399e-8 2.0612e-9")]
    [InlineData("--function sigmoid-mlas --x -18.25 -18.5625", "value", "0 0")] // sonos/tract#2618
    [InlineData("--function sigmoid-mlas-arm --x -18.25 -18.5625", "value", "-5.9604645e-8 -5.9604645e-8")]
    [InlineData("--function sigmoid-xla-tanh --x -16.740633", "value", "-5.9604645e-8")] // pytorch/xla#4311
    [InlineData("--function sigmoid --x 7.33203125 6.6015625", "exact", "0.99935 0.99864")] // onnxruntime#14784, in float32
    [InlineData("--function sigmoid-one-minus --format float16 --x -7.8477 7.3320 -7.8008 6.6016", "value", "0 0.9990 0 0.9990")]
    [InlineData("--function sigmoid-naive --x 34", "value", "1")] // tensorflow#35309, on the CPU
    [InlineData("--function softplus --format float64 --x 20 20.1 25", "value", "20.000000002061153 20.10000000186501 25.000000000013888")]
    [InlineData("--function softplus --format float16 --x 5 10 11 12 88 1000", "value", "5.008 10 11 12 88 1000")] // ANEForge#113
    [InlineData("--function log-sigmoid --format float64 --x 745 746 -1000", "value", "-5e-324 0 -1000")] // pymc#4935
    [InlineData("--function log-sigmoid --format float64 --x -1e38", "value", "-1e38")] // mindspore#390
    [InlineData("--function log-sigmoid --format bfloat16 --x 172", "value", "0")] // tt-metal#55457
    public void A_function_has_the_published_value(string arguments, string column, string published) =>
        Holds("functions", arguments, column, published);

    /// <summary>Losses and their gradients, in the order of losses, then labels, then x.</summary>
    [Theory]
    [InlineData("--loss torch-bce-0.4 torch-logits --x 8e7 --label 0", "value", "27.6310 8e7")] // pytorch#4867
    [InlineData("--loss naive --sigmoid xla-tanh --x -16.740633 --label 1", "value", "nan")] // pytorch/xla#4311: the log of a σ below 0
    [InlineData("--loss flux-logits flux-bce --format float64 --x 50 --label 0", "value", "50 36.04365338911715")] // Flux.jl#914
    [InlineData("--loss flux-logits flux-bce --format float64 --x 50 --label 0", "gradient", "1 0")]
    [InlineData("--loss tf-logits keras-2.2.4 --x -35.7 --label 1", "value", "35.7 16.118095")] // keras#17634, x = 14.4 − 50.1
    [InlineData("--loss naive --format float64 --x 4 --label 1", "value", "0.01814992791780973")] // bootcamp_machine-learning#208
    [InlineData("--loss add-epsilon --epsilon 1e-15 --format float64 --x 4 --label 1", "value", "0.018149927917808714")]
    [InlineData("--loss torch-bce --x 15.9 --label 1", "value", "1.1920930376163597e-07")] // pytorch/xla#2446, p = 1 − 2^−23
    [InlineData("--loss tinygrad-bce candle-logits --x 20 --label 1", "value", "nan nan")] // the same at p = 1: 0·log 0
    [InlineData("--loss keras-3-focal --format float16 --x 9.3906 --label 0 1", "gradient", "nan nan")] // mmcv#1488, kornia#918
    [InlineData("--loss torchvision-focal --format float16 --x 9.3906 --label 0 1", "gradient", "1 0")]
    [InlineData("--loss torch-logits --x 0 -120 --label 0 --pos-weight 1", "value", "0.6931472 0")] // pytorch#13773
    [InlineData("--loss torch-logits torch-logits-2.2 --x -120 --label 1 --pos-weight 1", "value", "120 120")]
    [InlineData("--loss naive --x -88.72283 -88.72284 --label 1", "value", "88.72283 inf")] // tinker-cookbook#188
    [InlineData("--loss naive --x -88.72283 -88.72284 --label 1", "gradient", "-1 nan")]
    [InlineData("--loss naive --format bfloat16 --x -89 --label 1", "value", "inf")]
    [InlineData("--loss keras-2.2.4 exact --x -20 --label 1", "gradient", "0 -1")] // tensorflow/addons#693
    [InlineData("--loss mlnet-evaluator mlnet-log-loss torch-bce xgboost-logloss --x -inf --label 1", "value", "inf 18.42 100 36.84")]
    [InlineData("--loss keras-2.2.4 --x -inf inf --label 1 0", "value", "16.118 1.192e-7 1.0e-7 15.942")] // machinelearning#5055
    public void A_loss_has_the_published_value(string arguments, string column, string published) =>
        Holds("frameworks", arguments, column, published);

    /// <summary>scikit-learn#17399: p = (1, 1, 0, 0) with y = (1, 0, 0, 0), averaged in that order.</summary>
    [Theory]
    [InlineData("sklearn-log-loss --epsilon 1e-15", 8.634694098727671)]
    [InlineData("sklearn-log-loss --epsilon 0.01", 1.1588302983871486)]
    [InlineData("sklearn-log-loss-1.1 --epsilon 0.01", 1.1588302983871486)]
    [InlineData("sklearn-log-loss", 9.010913347279288)]
    [InlineData("sklearn-log-loss-1.1", 8.63489399808522)] // one column is clipped, not both
    public void The_mean_of_four_losses_is_the_published_one(string loss, double mean)
    {
        var cells = Cells("frameworks", $"--loss {loss} --format float64 --x inf -inf --label 1 0", "value");
        double[] values = [.. cells.Select(cell => Float64.Parse(cell.Text).Value)];

        // Label 1 at p = 1 and 0, then label 0 at p = 1 and 0.
        Assert.Equal(mean, (values[0] + values[2] + values[3] + values[3]) / 4);
    }

    private static void Holds(string name, string arguments, string column, string published)
    {
        var cells = Cells(name, arguments, column);
        string[] expected = published.Split(' ');
        Assert.Equal(expected.Length, cells.Length);
        Assert.All(cells.Zip(expected), pair => Assert.True(
            NumberFormat.Find(pair.First.Format)!.Run(new Standing(pair.First.Text, WrittenNumber.Parse(pair.Second))),
            $"{pair.First.Text} is not {pair.Second}"));
    }

    /// <summary>The cells of a column that the command writes, with their formats.</summary>
    private static (string Format, string Text)[] Cells(string name, string arguments, string column)
    {
        using var command = new Command();
        var result = command.Run($"{name} {arguments} --quiet");
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        string[][] lines = [.. command.Read($"output/{name}.csv").TrimEnd('\n').Split('\n').Select(line => line.Split(','))];
        var (format, place) = (Array.IndexOf(lines[0], "format"), Array.IndexOf(lines[0], column));
        return [.. lines[1..].Select(cells => (cells[format], cells[place]))];
    }

    /// <summary>Whether a cell is what a number stands for that was written with fewer digits, or with more.</summary>
    private sealed class Standing(string cell, WrittenNumber published) : IFormatWork<bool>
    {
        public bool Run<T>()
            where T : struct, IFloat<T>
        {
            var value = T.Parse(cell);
            return value.IsFinite && published.IsFinite
                ? published.Stands(value) || T.Round(published.Value).Equals(value)
                : cell == published.Text;
        }
    }
}
