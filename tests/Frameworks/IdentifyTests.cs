using System.Text.Json;
using Experiments.Frameworks;
using Experiments.Numerics.Formats;
using Experiments.Tests.Cli;

namespace Experiments.Tests.Frameworks;

/// <summary>Numbers and tables of real programs, and which loss of the catalogue they are said to be.</summary>
public class IdentifyTests
{
    private const string Header = "x,label,sigmoid,loss_from_probability,loss_from_logits,gradient_from_logits,gradient_through_sigmoid\n";

    // PyTorch 1.13.1, both of its losses.
    private const string Torch = Header
        + "-50,1,1.9287499e-22,50,50,-1,-1.92875e-10\n-50,0,1.9287499e-22,0,0,1.9287499e-22,3.720076e-32\n"
        + "-20,1,2.0611537e-09,20,20,-1,-1\n-20,0,2.0611537e-09,0,0,2.0611537e-09,2.0611537e-09\n"
        + "-3.5,1,0.02931223,3.5297503,3.5297503,-0.97068775,-0.97068775\n-3.5,0,0.02931223,0.02975044,0.029750416,0.02931223,0.02931223\n"
        + "0,1,0.5,0.6931472,0.6931472,-0.5,-0.5\n0,0,0.5,0.6931472,0.6931472,0.5,0.5\n"
        + "0.75,1,0.6791787,0.38687098,0.386871,-0.3208213,-0.32082132\n0.75,0,0.6791787,1.1368711,1.136871,0.6791787,0.6791787\n"
        + "5.5,1,0.9959299,0.0040784087,0.004078405,-0.004070103,-0.004070103\n5.5,0,0.9959299,5.504087,5.5040784,0.9959299,0.9959299\n"
        + "16.25,1,0.9999999,1.1920929e-07,1.1920928e-07,-1.1920929e-07,-1.1920929e-07\n"
        + "16.25,0,0.9999999,15.942385,16.25,0.9999999,0.9999999\n"
        + "40,1,1,-0,0,0,0\n40,0,1,100,40,1,0\n";

    // Keras 3.15 on NumPy in float16; raw outputs go through σ there, so that its own column of them is left out.
    private const string KerasHalf = "x,label,sigmoid,loss_from_probability\n"
        + "-50,1,0,15.9453125\n-50,0,0,-0\n-3.5,1,0.029296875,3.53125\n-3.5,0,0.029296875,0.02973938\n"
        + "0,1,0.5,0.6933594\n0,0,0.5,0.6933594\n0.75,1,0.6791992,0.38671875\n0.75,0,0.6791992,1.1367188\n"
        + "5.5,1,0.99609375,0.0039138794\n5.5,0,0.99609375,5.546875\n40,1,1,nan\n40,0,1,inf\n";

    // scikit-learn 1.9.0 in float64.
    private const string Sklearn = "label;x;loss\n"
        + "1;-50;36.04365338911715\n0;-50;2.220446049250313e-16\n1;-20;20.000000002061153\n0;-20;2.0611535832696244e-09\n"
        + "1;0.75;0.38687100611489994\n0;0.75;1.1368710061148999\n1;40;2.220446049250313e-16\n0;40;36.04365338911715\n";

    // LightGBM 4.7.0, binary: losses are float64, gradients float32.
    private const string LightGbm = "x,label,loss_from_probability,gradient_from_logits\n"
        + "-40,1,34.53877639770508,\n-40,0,0,error\n-5,1,5.006715348489118,-0.9933072\n-5,0,0.006715348489118056,0.006692851\n"
        + "-0.5,1,0.9740769841801068,-0.62245935\n-0.5,0,0.47407698418010663,0.37754068\n"
        + "5.5,1,0.004078443270570631,-0.0040701376\n5.5,0,5.5040784432705925,0.99592984\n"
        + "16.25,1,8.764247834059563e-08,-8.7642476e-08\n16.25,0,16.25000008779353,0.99999994\n";

    // ML.NET 5.0.1, LogLoss: σ exists in float32 alone, the losses are float64.
    private const string MlNet = "x,label,loss_from_logits,gradient_from_logits\n"
        + "-50,1,18.420680743952367,-1\n-50,0,-0,1.9287553e-22\n-3.5,1,3.5297473716916277,-0.9706877\n"
        + "-3.5,0,0.02975050259597,0.02931232\n-0.125,1,0.7575991118185985,-0.5312094\n-0.125,0,0.6325989678048993,0.4687906\n"
        + "2.375,1,0.08893933130264794,-0.08509892\n2.375,0,2.4639409079641434,0.9149011\n"
        + "8.5,1,0.00020345134744030892,-0.00020343065\n8.5,0,8.50018538453198,0.99979657\n";

    // scikit-learn 1.9.0, HalfBinomialLoss of float32, which it computes in float64.
    private const string HalfBinomial = "x,label,loss_from_logits,gradient_from_logits\n"
        + "-20,1,20,-1\n-20,0,2.0611537e-09,2.0611537e-09\n-3.5,1,3.5297503,-0.97068775\n-3.5,0,0.029750418,0.02931223\n"
        + "0.75,1,0.386871,-0.32082132\n0.75,0,1.136871,0.6791787\n14.625,1,4.4508516e-07,-4.4508505e-07\n"
        + "14.625,0,14.625,0.9999996\n20,1,2.061153e-09,-2.0611537e-09\n20,0,20,1\n40,1,0,-4.248354e-18\n40,0,40,1\n";

    // Keras 2.2.4 on Theano from raw outputs, which go through σ there.
    private const string Theano = "x,label,loss_from_logits,gradient_from_logits\n"
        + "-50,1,16.118095,-0\n-50,0,1.0000001e-07,0\n-15.5,1,15.5,-0.9999998\n-15.5,0,1.8553912e-07,1.8553911e-07\n"
        + "-3.5,1,3.5297503,-0.97068775\n-3.5,0,0.029750418,0.02931223\n0.75,1,0.38687098,-0.3208213\n0.75,0,1.1368711,0.6791787\n"
        + "15.125,1,1.1920929e-07,-0\n15.125,0,15.942385,0\n40,1,1.1920929e-07,-0\n40,0,15.942385,0\n";

    // ONNX Runtime 1.31.1 in halves, between casts to float32 and back.
    private const string OnnxHalf = "x,label,loss_from_logits\n"
        + "-17.25,1,17.25\n-17.25,0,0\n-3.5,1,3.5292969\n-3.5,0,0.029754639\n0.75,1,0.3869629\n0.75,0,1.1367188\n"
        + "7.5,1,0.0005531311\n7.5,0,7.5\n12.25,1,4.7683716e-06\n12.25,0,12.25\n";

    // XGBoost 3.3.0: the gradient is read off a leaf of −g/2^40, where subnormal numbers are 0; the probability is not.
    private const string XGBoost = "x,label,sigmoid,gradient_from_logits\n-20,1,2.0611537e-09,-1\n-20,0,2.0611537e-09,2.0611537e-09\n"
        + "-3.5,1,0.02931223,-0.97068775\n-3.5,0,0.02931223,0.02931223\n5.5,1,0.9959299,-0.004070103\n5.5,0,0.9959299,0.9959299\n"
        + "17,1,1,0\n17,0,1,1\n-88,1,6.054601e-39,-1\n-88,0,6.054601e-39,0\n-89,1,3.006636e-39,-1\n-89,0,3.006636e-39,0\n"
        + "-103,1,3.006636e-39,-1\n-103,0,3.006636e-39,0\n";

    // TensorFlow 2.3.0.
    private const string Sigmoids = "x,label,sigmoid\n-88,1,0\n-50,1,1.9287499e-22\n-20,1,2.0611537e-09\n-10.125,1,4.0065297e-05\n"
        + "-5.25,1,0.005220115\n2.5,1,0.9241418\n7.375,1,0.9993737\n12.5,1,0.99999624\n15.625,1,0.9999999\n15.75,1,1\n";

    /// <summary>Public reports, by the numbers that people asked about.</summary>
    [Theory]
    [InlineData("27.6310", "torch-bce-0.4", "")]
    [InlineData("15.333", "tf-keras-2", "")]
    [InlineData("15.33323860168457", "tf-keras-2", "")]
    [InlineData("3.31035 --accuracy 0.904155", "sklearn-log-loss-1.1", "")]
    [InlineData("3.31035117 --accuracy 0.9041555", "sklearn-log-loss-1.1", "")]
    [InlineData("8.634694098727671 --accuracy 0.75", "sklearn-log-loss-1.1", "")]
    [InlineData("7.8306 --accuracy 0.5142", "keras-2.2.4", "")]
    [InlineData("16.118095", "keras-2.2.4", "")]
    [InlineData("15.942385", "keras-2.2.4", "")]
    [InlineData("15.9424", "keras-2.2.4", "")]
    [InlineData("15.942385 --label 1", "flux-bce", "")]
    [InlineData("100", "torch-bce", "")]
    [InlineData("34.539 --format float64", "lightgbm-binary", "")]
    [InlineData("13.8155", "clip-epsilon", "0.000001")]
    [InlineData("9.21034037", "tfjs-layers-webgl", "")]
    [InlineData("23.0258509299", "add-epsilon", "0.0000000001")]
    [InlineData("-1.1920928e-07", "flux-bce", "")]
    public void A_number_is_told_to_be_the_loss_that_gives_it(string number, string loss, string epsilon)
    {
        using var command = new Command();
        var result = command.Run($"identify --loss {number} --json");
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        using var page = JsonDocument.Parse(result.Output);
        var first = page.RootElement.GetProperty("identify")[0];
        Assert.Equal(loss, first.GetProperty("loss").GetString());
        Assert.Equal(epsilon.Length == 0 ? JsonValueKind.Null : JsonValueKind.Number, first.GetProperty("epsilon").ValueKind);
        Assert.True(epsilon.Length == 0
            || first.GetProperty("epsilon").GetDecimal() == decimal.Parse(epsilon, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Empty(command.Files());
    }

    [Fact]
    public void Losses_of_one_number_are_listed_with_the_x_at_which_they_part()
    {
        using var command = new Command();
        var result = command.Run("identify --loss 27.631 --format float32");
        string[] lines =
            [.. result.Output.Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))];
        Assert.Equal("loss format label x value epsilon", lines[1]);
        Assert.Equal("torch-bce-0.4 float32 0 104 27.631021 —", lines[2]);
        Assert.Contains("mxnet-bce float32 1 -104 27.631021 —", lines);
        Assert.Contains("add-epsilon float32 0 104 27.631021 1e-12", lines);

        // The larger of p and 1e-12 leaves 1 − p = 0.0000215 as it is, their sum does not.
        Assert.Contains("clip-epsilon 1e-12 loss 0 10.75 10.749428 10.749429", lines);
        Assert.Contains("mxnet-bce — — — — — —", lines);
    }

    [Theory]
    [InlineData("identify --loss 17.5")]
    [InlineData("identify --loss 15.333 --label 1")]
    [InlineData("identify --loss 15.333 --format float64")]
    public void A_number_of_no_loss_is_exit_code_1_and_nothing_on_stdout(string arguments)
    {
        using var command = new Command();
        var result = command.Run(arguments);
        Assert.Equal((1, string.Empty), (result.ExitCode, result.Output));
        Assert.Contains("no loss of the catalogue is 1", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_of_two_losses_of_one_table_is_found_by_its_own_columns()
    {
        var page = Identified(Torch);
        Assert.Equal("torch-bce-1.13 float32 32 31", First(page, "identify_probability"));
        Assert.Equal("torch-logits-2.2 float32 32 32", First(page, "identify_logit"));
    }

    [Theory]
    [InlineData(KerasHalf, "keras-3 float16 12 12")]
    [InlineData(Sklearn, "sklearn-log-loss float64 8 6")]
    [InlineData(Sigmoids, "tensorflow-2.3 float32 10 10")]
    [InlineData(MlNet, "mlnet-log-loss float32 20 20")]
    [InlineData(HalfBinomial, "sklearn-half-binomial float32 24 24")]
    [InlineData(Theano, "keras-theano float32 24 22")]
    [InlineData(XGBoost, "xgboost-logistic float32 14 14")]
    public void A_table_is_told_to_be_of_the_loss_that_gives_most_of_its_cells(string table, string expected) =>
        Assert.Equal(expected, First(Identified(table), "identify"));

    [Fact]
    public void Of_16_bits_a_loss_is_tried_in_float32_too_and_said_to_be()
    {
        var page = Identified(OnnxHalf);
        Assert.Equal("torch-logits float16 10 10", First(page, "identify"));
        Assert.Equal("float32", page.GetProperty("identify")[0].GetProperty("computed_in").GetString());

        // Computed in halves, log(1 + e^−7.5) is 0.
        var rows = page.GetProperty("identify").EnumerateArray();
        Assert.All(
            rows.Where(row => row.GetProperty("computed_in").ValueKind == JsonValueKind.Null),
            row => Assert.True(row.GetProperty("equal").GetInt32() < 10));
    }

    [Fact]
    public void Columns_of_float32_in_a_table_of_float64_are_read_as_float32()
    {
        var page = Identified(LightGbm);
        Assert.Equal("lightgbm-binary float64 18 18", First(page, "identify_probability"));
    }

    [Fact]
    public void A_format_that_is_named_by_option_or_column_is_the_one_compared_in()
    {
        const string Rows = "-1,1,1.3132617,{0}\n2,0,2.126928,{0}\n0,1,0.6931472,{0}\n";
        var named = Identified("x,label,loss,format\n" + Rows.Replace("{0}", "fp32", StringComparison.Ordinal));
        Assert.EndsWith("float32 3 3", First(named, "identify"), StringComparison.Ordinal);
        using var command = new Command();
        File.WriteAllText(command.PathOf("losses.csv"), "x,label,loss\n" + Rows.Replace(",{0}", string.Empty, StringComparison.Ordinal));
        using var given = JsonDocument.Parse(command.Run("identify losses.csv --format bf16 --json").Output);
        Assert.Contains(" bfloat16 3 ", First(given.RootElement, "identify"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_of_no_loss_is_exit_code_1_and_the_nearest_is_named()
    {
        using var command = new Command();
        File.WriteAllText(command.PathOf("losses.csv"), "x,label,loss\n1,1,7.25\n2,0,7.125\n3,0,7\n");
        var result = command.Run("identify losses.csv");
        Assert.Equal((1, string.Empty), (result.ExitCode, result.Output));
        Assert.Contains("gives most of the cells of losses.csv; the nearest is ", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("identify", "give --loss NUMBER or one FILE")]
    [InlineData("identify losses.csv --loss 3", "give --loss NUMBER or one FILE")]
    [InlineData("identify losses.csv --accuracy 0.5", "--accuracy: a table has its own losses")]
    [InlineData("identify --loss three", "--loss: 'three' is not a decimal number")]
    [InlineData("identify --loss 3 --accuracy 1", "--accuracy: '1' is not a share of right answers")]
    [InlineData("identify --loss inf --accuracy 0.5", "--loss: inf is no mean")]
    [InlineData("identify --loss 3 --format float31", "--format: 'float31' is not a number format")]
    [InlineData("identify missing.csv", "missing.csv cannot be read")]
    [InlineData("identify losses.csv", "line 1: there is no column 'x'; expected columns x, label and one of", "raw,label,loss\n1,1,1\n")]
    [InlineData("identify losses.csv", "losses.csv, line 1: there is nothing to compare; expected a column named loss", "x,label\n1,1\n")]
    [InlineData("identify losses.csv", "losses.csv, line 3: label is '2'; expected a number from 0 to 1", "x,label,loss\n1,1,1\n1,2,1\n")]
    [InlineData("identify losses.csv", "losses.csv, line 2: loss is 'high'; expected a number", "x,label,loss\n1,1,high\n")]
    [InlineData("identify losses.csv", "losses.csv, line 2: x is ''; expected a number", "x,label,loss\n,1,1\n")]
    [InlineData("identify losses.csv", "line 2: format is 'float31'; expected one of float16", "x,label,loss,format\n1,1,1,float31\n")]
    [InlineData("identify losses.csv", "losses.csv, line 1: loss: every cell is empty", "x,label,loss\n1,1,\n")]
    [InlineData("identify losses.csv --format decimal", "decimal has no inf, which is in the table", "x,label,loss\n1,1,inf\n")]
    [InlineData("identify losses.csv --label 0", "--label: no row of losses.csv with this label has a number", "x,label,loss\n1,1,1\n")]
    public void What_is_given_wrong_is_exit_code_2_and_named(
        string arguments, string message, string table = "x,label,loss\n0,1,0.6931472\n")
    {
        using var command = new Command();
        File.WriteAllText(command.PathOf("losses.csv"), table);
        var result = command.Run(arguments);
        Assert.Equal((2, string.Empty), (result.ExitCode, result.Output));
        Assert.StartsWith("error: ", result.Error, StringComparison.Ordinal);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    /// <summary>2^−44 has a shorter text than the nearest 16 digits, since the numbers below it are closer.</summary>
    [Fact]
    public void Shortest_digits_stand_for_their_number_even_next_to_a_power_of_two()
    {
        var value = new Float64(Math.ScaleB(1 + Math.ScaleB(1, -52), -44) - Math.ScaleB(1, -96));
        Assert.True(WrittenNumber.Parse("5.684341886080802e-14").Stands(value));
        Assert.False(WrittenNumber.Parse("5.684341886080803e-14").Stands(value));
    }

    private static JsonElement Identified(string table)
    {
        using var command = new Command();
        File.WriteAllText(command.PathOf("losses.csv"), table);
        var result = command.Run("identify losses.csv --json --quiet");
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        Assert.Equal(["losses.csv"], command.Files());
        using var page = JsonDocument.Parse(result.Output);
        return page.RootElement.Clone();
    }

    private static string First(JsonElement page, string table)
    {
        var row = page.GetProperty(table)[0];
        var name = row.TryGetProperty("loss", out var loss) ? loss : row.GetProperty("sigmoid");
        return $"{name.GetString()} {row.GetProperty("format").GetString()} {row.GetProperty("cells")} {row.GetProperty("equal")}";
    }
}
