using System.Text.Json;
using Experiments.Losses.Frameworks;
using Experiments.Losses.Sigmoids;
using Experiments.Numerics.Formats;
using Experiments.Tests.Cli;

namespace Experiments.Tests.Frameworks;

/// <summary>The commands `explain` and `list` as a user runs them.</summary>
public class ExplainTests
{
    public static TheoryData<string> Formats => [.. NumberFormat.All.Select(format => format.Name)];

    [Fact]
    public void A_step_is_its_value_its_bits_its_exact_value_and_its_error()
    {
        var (steps, verdict) = Json("--x 16.63");
        Assert.Equal(
            ["step", "expression", "value", "bits", "exact", "ulps", "note"], steps[0].EnumerateObject().Select(cell => cell.Name));

        // By mpmath: e^−x = 5.9935361680092220365e-8 at x = 16.6299991607666015625.
        Assert.Equal(
            ["3", "1 + #2", "1.0000001", "0x3f800001", "1.0000000599353616801", "0.5"],
            steps[2].EnumerateObject().Take(6).Select(cell => Text(steps[2], cell.Name)));
        Assert.Equal("1.1920933e-7", Text(steps[^1], "value"));
        Assert.Equal(
            ("keras-2.2.4", "loss", "float32", "1", "16.63", "1.1920933e-7", "5.9935359883968502271e-8"),
            (Text(verdict, "loss"), Text(verdict, "quantity"), Text(verdict, "format"), Text(verdict, "label"), Text(verdict, "x"),
                Text(verdict, "value"), Text(verdict, "exact")));
        Assert.Equal("it is off by 99 %.", Text(verdict, "verdict"));
    }

    /// <summary>
    /// 16.63 as numpy.longdouble of x86-64 has it: sign and exponent, then the integer bit and the fraction.
    /// </summary>
    [Fact]
    public void Bits_of_float80_are_those_of_the_x87()
    {
        using var command = new Command();
        Assert.Contains(
            "0x4003850a3d70a3d70a3d", command.Run("explain --x 16.63 --format float80").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--x 20 --loss torch-logits --label 0", "20.00000000206115362", "it is the nearest number of the format.")]
    [InlineData("--x 20 --loss naive", "2.0611536203143807032e-9", "nothing of the loss is left.")]
    [InlineData("--x 20 --loss naive --label 0", "20.00000000206115362", "it is infinite, where it should be finite.")]
    [InlineData("--x inf --loss torch-logits --label 0", "inf", "it is infinite, and rightly so.")]
    [InlineData("--x inf --loss tf-logits --label 0", "inf", "it is no number at all.")]
    [InlineData("--x nan --loss torch-logits", "nan", "it is no number, as x is none.")]
    [InlineData("--x -20 --gradient", "-0.99999999793884638181", "nothing of the gradient is left.")]
    [InlineData("--x -20 --loss xgboost-logistic --gradient", "-0.99999999793884638181", "it is the nearest number of the format.")]
    [InlineData("--x -20 --loss clip-epsilon --epsilon 1e-3", "20.00000000206115362", "it is off by 65 %.")]
    [InlineData("--x 0 --smoothing 0.2 --loss tf-logits", "0.69314718055994530942", "it is the nearest number of the format.")]
    public void The_verdict_is_about_the_true_loss(string arguments, string exact, string sentence)
    {
        var (_, verdict) = Json(arguments);
        Assert.Equal((exact, sentence), (Text(verdict, "exact"), Text(verdict, "verdict")));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void As_text_it_is_80_columns_wide_at_most_and_ends_with_the_verdict(string format)
    {
        using var command = new Command();
        foreach (var arguments in new[] { "--x 16.63", "--x -3 --loss torch-bce --label 0.3 --gradient", "--x 7 --loss keras-3-focal" })
        {
            var result = command.Run($"explain {arguments} --format {format}");
            Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
            Assert.All(result.Output.TrimEnd('\n').Split('\n'), line => Assert.Equal((line.TrimEnd(), true), (line, line.Length <= 80)));
            var quantity = arguments.Contains("gradient", StringComparison.Ordinal) ? "gradient" : "loss";
            Assert.Contains($"\n\n{quantity} ", result.Output, StringComparison.Ordinal);
        }

        Assert.Empty(command.Files());
    }

    [Theory]
    [InlineData("--x 1 --loss kears-3", "--loss: 'kears-3' is not a loss of the catalogue: did you mean 'keras-3'?")]
    [InlineData("--x abc", "--x: 'abc' is not a decimal number")]
    [InlineData("", "--x: a raw output is needed")]
    [InlineData("--x 1e39", "--x: 1e39 is not in the range of float32.")]
    [InlineData("--x inf --format decimal", "--x: inf is not in the range of decimal.")]
    [InlineData("--x 1 --label 2", "--label: '2' is not a label")]
    [InlineData("--x 1 --format float31", "--format: 'float31' is not a number format")]
    [InlineData("--x 1 --loss xgboost-logistic", "--loss: xgboost-logistic is an objective, without a value; add --gradient.")]
    [InlineData("--x 1 --loss mlnet-evaluator --gradient", "--gradient: mlnet-evaluator is a metric, without a gradient")]
    [InlineData("--x 1 --loss keras-3 --alpha 0.3", "--alpha: keras-3 does not take it; losses that do are keras-3-focal")]
    public void What_is_wrong_is_said(string arguments, string message)
    {
        using var command = new Command();
        var result = command.Run($"explain {arguments}");
        Assert.Equal((2, string.Empty), (result.ExitCode, result.Output));
        Assert.StartsWith($"error: {message}", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void List_names_what_there_is_one_a_line()
    {
        using var command = new Command();
        AssertLines("--losses", Catalogue.All.Select(loss => loss.Name), Catalogue.All.Select(loss => loss.Source));
        AssertLines("--sigmoids", SigmoidCatalogue.All.Select(one => one.Name), SigmoidCatalogue.All.Select(one => one.Source));
        AssertLines("--formats", NumberFormat.All.Select(format => format.Name), []);
        Assert.Contains(
            "float32               precision  24  emin   -126  emax   127\n",
            command.Run("list --formats").Output,
            StringComparison.Ordinal);
        Assert.Equal(2, command.Run("list --formats --losses").ExitCode);

        void AssertLines(string option, IEnumerable<string> names, IEnumerable<string> ends)
        {
            var lines = command.Run($"list {option}").Output.TrimEnd('\n').Split('\n');
            Assert.Equal(names, lines.Select(line => line.Split(' ')[0]));
            Assert.All(ends.Zip(lines), pair => Assert.EndsWith("  " + pair.First, pair.Second, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("losses", "loss,framework,versions,evidence,source", "keras-2.2.4", "1.2.2 – 2.2.4", "executed")]
    [InlineData("sigmoids", "sigmoid,framework,source", "mlas", "ONNX Runtime on x86-64 with AVX2 and FMA")]
    [InlineData("formats", "format,precision,emin,emax", "float16", "11", "-14", "15")]
    public void List_as_json_has_the_same(string what, string columns, string name, params string[] cells)
    {
        using var command = new Command();
        using var json = JsonDocument.Parse(command.Run($"list --{what} --json").Output);
        var rows = json.RootElement.GetProperty(what).EnumerateArray().ToArray();
        Assert.Equal(columns, string.Join(',', rows[0].EnumerateObject().Select(cell => cell.Name)));
        var row = rows.Single(row => row.EnumerateObject().First().Value.GetString() == name);
        Assert.All(cells, cell => Assert.Contains(cell, row.EnumerateObject().Select(one => one.Value.ToString())));
    }

    private static (JsonElement[] Steps, JsonElement Verdict) Json(string arguments)
    {
        using var command = new Command();
        var result = command.Run($"explain {arguments} --json");
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        var json = JsonDocument.Parse(result.Output).RootElement.Clone();
        return ([.. json.GetProperty("explain").EnumerateArray()], json.GetProperty("explain-verdict").EnumerateArray().Single());
    }

    private static string Text(JsonElement row, string column) => row.GetProperty(column) is { ValueKind: JsonValueKind.Number } number
        ? number.GetRawText()
        : row.GetProperty(column).GetString() ?? string.Empty;
}
