using Experiments.Tests.Cli;
using Experiments.Tests.Output.Figures;

namespace Experiments.Tests.Frameworks;

/// <summary>The commands of the catalogue as a user runs them.</summary>
public class FrameworksTests
{
    private static readonly string[] Fingerprint = ["wrong_label1", "wrong_label0", "gradient_zero_label1", "gradient_zero_label0"];

    [Fact]
    public void Frameworks_writes_what_was_asked_for()
    {
        using var command = new Command();
        Assert.Equal(0, command.Run("frameworks --loss keras-3 mlnet-evaluator xgboost-logistic --label 1 0.5 --x -inf 0 20 nan").ExitCode);
        var rows = command.Read("output/frameworks.csv").Split('\n');
        Assert.StartsWith("loss,format,label,x,sigmoid,value,gradient,", rows[0], StringComparison.Ordinal);
        Assert.StartsWith("keras-3,float32,1,-inf,0,16.118095,0,inf,-1,", rows[1], StringComparison.Ordinal);
        Assert.StartsWith("keras-3,float32,1,0,0.5,0.6931472,-0.5,0.6931472,-0.5,0,0", rows[2], StringComparison.Ordinal);
        Assert.StartsWith("keras-3,float32,1,nan,nan,nan,nan,", rows[4], StringComparison.Ordinal);

        // A metric has no gradient, an objective no value; log2 ½ is exactly −1, and bits are not compared with nats.
        Assert.Equal("mlnet-evaluator,float32,1,0,0.5,1,,,,,", rows[10]);
        Assert.Equal("xgboost-logistic,float32,1,0,0.5,,-0.5,0.6931472,-0.5,,0", rows[18]);
        Assert.Equal(26, rows.Length);
        Assert.Equal(13, command.Read("output/frameworks-summary.csv").Split('\n').Length - 1);
    }

    /// <summary>
    /// What runs of the libraries gave, and of tf-keras-2's gradient what its source says: caps and gradients at 0.
    /// </summary>
    [Theory]
    [InlineData("keras-2.2.4", "16.118095", "15.942385", "-0.5", "0.5")]
    [InlineData("tf-keras-2", "15.424949", "15.333239", "-0.49999988", "0.49999988")]
    [InlineData("tf-weighted", "104", "104", "0", "1")]
    [InlineData("torch-bce", "100", "100", "-0.5", "0.5")]
    [InlineData("tfjs-layers-webgl", "9.2103405", "9.210175", "-0.5", "0.5")]
    [InlineData("lightgbm-binary", "34.538776", "34.538776", "-0.5", "0.5")]
    public void The_summary_has_the_fingerprint(string loss, params string[] expected) =>
        Assert.Equal(expected, Summary(loss, Fingerprint));

    /// <summary>
    /// e^x/(1 + e^x) goes back and forth next to 1, so that no bounds tell where: in float32 enough numbers are looked at,
    /// float64 has too many.
    /// </summary>
    [Fact]
    public void A_sigmoid_that_bounds_cannot_tell_ends_the_search()
    {
        using var command = new Command();
        Assert.Equal(0, command.Run("frameworks --loss naive --sigmoid exp-over --x 1 --no-plots").ExitCode);
        var rows = command.Read("output/frameworks-summary.csv").Split('\n')
            .Where(line => line.Contains(",exp-over,", StringComparison.Ordinal));
        Assert.Equal(
            ["float16 7.625", "bfloat16 5.56", "float32 16.635532", "float64 "],
            rows.Select(line => line.Split(',')).Select(cells => $"{cells[6]} {cells[7]}"));
    }

    /// <summary>2^−54 itself is rounded away: the least ε is the next number, and is printed with all its digits.</summary>
    [Fact]
    public void The_least_epsilon_that_protects_is_not_cut_off()
    {
        using var command = new Command();
        var printed = command.Run("cross-entropy --format float64 --from 0 --to 1 --step 1 --no-plots").Output;
        Assert.Contains("5.551115123125784e-17", printed, StringComparison.Ordinal);
        Assert.True(1 - 5.551115123125784e-17 < 1);
        Assert.False(1 - Math.ScaleB(1, -54) < 1);
    }

    [Fact]
    public void A_kernel_can_compute_in_float32_and_store_in_16_bits()
    {
        // keras-team/keras, Keras 3 in float16: σ is stored as 1 from 8.32 on, and 1 − ε is 1 in float16 but not in float32.
        using var command = new Command();
        Assert.Equal(0, command.Run("frameworks --loss keras-3 --format float16 --compute float32 --label 0 --x 8.3 8.4").ExitCode);
        var rows = command.Read("output/frameworks.csv").Split('\n');
        Assert.Equal(("0.9995", "1"), (rows[1].Split(',')[4], rows[2].Split(',')[4]));
        Assert.Equal("15.945", rows[2].Split(',')[5]);
    }

    [Theory]
    [InlineData("frameworks --gamma 1 --pos-weight 2", "--pos-weight and --gamma: no loss takes all of them")]
    [InlineData("frameworks --loss naive --sigmoid mlas --format float64", "--sigmoid: mlas is for float32 alone, not for float64")]
    [InlineData("explain --x 1 --loss naive --sigmoid mlas --format float16", "--sigmoid: mlas is for float32 alone, not for float16")]
    [InlineData("frameworks --sigmoid tahn", "'tahn' is not a sigmoid of the catalogue: did you mean 'tanh'")]
    [InlineData("frameworks --loss tf-logits --sigmoid tanh", "--sigmoid: tf-logits takes the raw output; name a loss of a probability")]
    [InlineData("frameworks --loss keras-4", "did you mean 'keras-3'")]
    [InlineData("frameworks --loss keras-3 --label 1.5", "labels are numbers from 0 to 1")]
    [InlineData("frameworks --loss keras-3 --epsilon 0.5", "above 0 and below 0.5")]
    [InlineData("frameworks --loss torch-logits --epsilon 1e-3", "torch-logits does not take it")]
    [InlineData("frameworks --loss keras-3 --format float64 --compute float32", "float32 does not hold every number of float64")]
    [InlineData("frameworks --x 1e39", "not in the range of float32")]
    [InlineData("frameworks --x 1 --step 2", "leave --step out")]
    [InlineData("sigmoids --sigmoid naiv", "did you mean 'naive'")]
    [InlineData("sigmoids --sigmoid mlas --format float16", "float32 alone")]
    [InlineData("functions --function softplas", "did you mean 'softplus'")]
    public void What_is_wrong_is_said(string arguments, string words)
    {
        using var command = new Command();
        var result = command.Run(arguments);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(words, result.Error, StringComparison.Ordinal);
        Assert.Empty(command.Files("output"));
    }

    /// <summary>Values of public reports and of mpmath: softplus(20), and log(1 − e^−x) where the naive form is −∞.</summary>
    [Fact]
    public void Functions_have_their_errors()
    {
        using var command = new Command();
        Assert.Equal(0, command.Run("functions --function softplus log1mexp log1mexp-naive --format float64 --x 20 20.1 25 40").ExitCode);
        var rows = command.Read("output/functions.csv").Split('\n');
        Assert.Equal("function,format,x,value,exact,ulps", rows[0]);
        Assert.Equal("softplus,float64,20,20.000000002061153,20.000000002061153,0", rows[1]);
        Assert.Equal("softplus,float64,20.1,20.10000000186501,20.10000000186501,0", rows[2]);
        Assert.Equal("softplus,float64,25,25.000000000013888,25.000000000013888,0", rows[3]);
        Assert.StartsWith("log1mexp,float64,40,-4.248354255291589e-18,-4.248354255291589e-18,0", rows[8], StringComparison.Ordinal);
        Assert.StartsWith("log1mexp-naive,float64,40,0,-4.248354255291589e-18,", rows[12], StringComparison.Ordinal);
    }

    /// <summary>Found by a program in C++ over every float32: thresholds, largest error, and whether σ ever falls.</summary>
    [Fact]
    public void The_committed_table_of_sigmoids_has_what_a_scan_of_all_numbers_found() => Assert.Contains(
        "exp-over,float32,16.635532,17.328678,-103.972084,-103.97208,2,-1.0988764,no,0,1",
        File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "output", "sigmoids.csv")));

    /// <summary>
    /// x − log σ(x) of a right answer has the spacing of x, 2^−20 at 12.5, of which half is more than a tenth of e^−x soon
    /// after; log p has the spacing below 1, 2^−24, and log1p(−p) none.
    /// </summary>
    [Theory]
    [InlineData("torch-logits", "103.875", "12.5", "label 0")]
    [InlineData("torch-bce", "14.875", "88.625", "label 1")]
    [InlineData("tf-logits", "103.875", "103.875", "none")]
    [InlineData("keras-3-focal", "", "", "")]
    public void A_loss_keeps_small_losses_as_far_as_its_spacing_lets_it(string loss, params string[] expected) =>
        Assert.Equal(expected, Summary(loss, "small_label1_upto", "small_label0_upto", "loses_small"));

    /// <summary>
    /// MXNet and Paddle take relu'(0) = 0, and Paddle −1 of |x| twice: frameworks' gradients at 0 by their sources.
    /// </summary>
    [Theory]
    [InlineData("tf-logits", "0", "1")]
    [InlineData("mxnet-logits", "1", "1")]
    [InlineData("tf-weighted", "-1", "1")]
    [InlineData("keras-3-focal", "", "")]
    public void A_layer_of_zeros_takes_its_first_step_by_the_gradients_at_0(string loss, params string[] expected) =>
        Assert.Equal(expected, Summary(loss, "first_bias_step", "first_weight_step"));

    /// <summary>
    /// Whatever is asked for, figures are drawn: soft labels, one or three labels, formats, entries without a part.
    /// </summary>
    [Theory]
    [InlineData("frameworks --loss keras-3 tf-logits --label 0.5 --step 8")]
    [InlineData("frameworks --loss xgboost-logistic mlnet-evaluator naive --label 0 0.25 1 --step 8")]
    [InlineData("frameworks --loss tf-weighted keras-3-focal --weight 3 --format float16 decimal --step 8 --from -60 --to 60")]
    [InlineData("frameworks --loss keras-3 --from 1 --to 1")]
    [InlineData("frameworks --loss keras-3 tinygrad-bce --label 1 0 --from 20 --to 30")]
    [InlineData("functions --format float16 decimal --step 1")]
    [InlineData("sigmoids --sigmoid naive exp-over --format bfloat16 float16")]
    public void Figures_are_drawn(string arguments)
    {
        using var command = new Command();
        var result = command.Run(arguments);
        Assert.Equal((0, true), (result.ExitCode, command.Files("output").Any(file => file.EndsWith(".png", StringComparison.Ordinal))));
        Assert.DoesNotContain("no point can be drawn", result.Error, StringComparison.Ordinal);
    }

    /// <summary>A zone of the figure is as long as the rows of its kind: σ(x) − y is 0 from 16.64 on where y is 1.</summary>
    [Fact]
    public void A_dead_zone_is_drawn_where_the_gradient_is_0()
    {
        using var command = new Command();
        Assert.Equal(0, command.Run("frameworks --loss torch-logits --label 1 --from 0 --to 104 --step 1 --svg").ExitCode);
        var drawn = new Drawn(command.Read("output/frameworks-gradients.svg"));
        Assert.Contains("0, and should not be", drawn.Words);
    }

    private static string[] Summary(string loss, params string[] columns)
    {
        using var command = new Command();
        Assert.Equal(0, command.Run($"frameworks --loss {loss} --x 0").ExitCode);
        var lines = command.Read("output/frameworks-summary.csv").Split('\n');
        var header = lines[0].Split(',').ToList();
        var row = lines.Select(line => line.Split(',')).Single(cells => cells.Contains("float32"));

        // Versions may have a comma.
        var shift = row.Length - header.Count;
        return [.. columns.Select(name => row[header.IndexOf(name) + shift])];
    }
}
