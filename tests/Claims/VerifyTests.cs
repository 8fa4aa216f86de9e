using System.Text.Json;
using Experiments.Claims;
using Experiments.Tests.Cli;
using Experiments.Tests.Training.Features;

namespace Experiments.Tests.Claims;

/// <summary>The command verify; what its claims notice is tested in Claims.</summary>
public class VerifyTests
{
    private static readonly string Model = FeatureFixture.PathOf("tiny_nhwc.onnx");

    private static readonly string[] Ids = [.. Enumerable.Range(1, 19).Select(i => $"C{i}"), "F1", "F2", "F3"];

    [Fact]
    public void Quickly_all_but_training_is_as_recorded_and_nothing_is_written()
    {
        using var command = new Command();
        var result = command.Run("verify --quick --json --quiet", ("GITHUB_ACTIONS", "true"));
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Empty(command.Files());
        var rows = JsonSerializer.Deserialize<Dictionary<string, string>[]>(result.Output)!;
        Assert.Equal(Ids, rows.Select(row => row["id"]));
        Assert.All(rows, row => Assert.Equal(["id", "claim", "article", "ours", "verdict", "expected", "why"], row.Keys));
        Assert.All(rows[..11].Concat(rows[19..]), row => Assert.Equal(("reproduced", "reproduced"), (row["verdict"], row["expected"])));
        Assert.All(rows[11..19], row => Assert.Equal(("not tested", "not tested"), (row["verdict"], row["expected"])));

        // Known from elsewhere: README, the article's formulas by hand, and the two ends of the clip.
        Says("C2", "14.689623");
        Says("C3", "16.635532; the sigmoid is 1 from there on");
        Says("C4", "log(2^−23) = -15.942385; ");
        Says("C5", "195641450 losses for each label, all finite, from 1.00000015e-7 to 16.118095");
        Says("C6", "up to -16.118097: 16.118095 for label 1, 1.00000015e-7 for label 0; from 15.536921 on: 1.1920933e-7 and 15.942385");
        Says("C10", "ends at 44.361419555836499803 in float80");
        Says("F1", "from x = -0.000017821629 up to 0.000014871542; ");
        Assert.Contains(
            "e^−x overflows from x = -88.72284 down, and the gradient is 0 there where the true one is -1",
            rows[4]["why"],
            StringComparison.Ordinal);

        void Says(string id, string ours) => Assert.StartsWith(ours, rows[Array.IndexOf(Ids, id)]["ours"], StringComparison.Ordinal);
    }

    [Fact]
    public void With_everything_it_writes_the_table_and_ends_with_1_where_a_model_draws_another_picture()
    {
        // The model's weights are random, and its features of no use.
        using var command = new Command();
        var result = command.Run($"verify --threads 1 --output there --features {Model} --preprocess chollet");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(
            "error: not the recorded verdict: C18 (not reproduced, recorded is illustrated)\n",
            result.Error,
            StringComparison.Ordinal);
        Assert.EndsWith(
            "14 reproduced, 4 illustrated, 3 not reproduced, 1 not tested; not as recorded: C18 (not reproduced, recorded is illustrated) ",
            result.Output.Replace('\n', ' '),
            StringComparison.Ordinal);
        Assert.All(result.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
        Assert.Equal(["there"], command.Files());
        Assert.Equal(["claims.csv", "manifest.json"], command.Files("there"));

        // The rows of the training are those of the committed one, which `network` wrote.
        var lines = command.Read("there/claims.csv").TrimEnd('\n').Split('\n');
        Assert.Equal("id,claim,article,ours,verdict,expected,why", lines[0]);
        Assert.Equal(Ids, lines.Skip(1).Select(line => line.Split(',')[0]));
        using var written = new MemoryStream();
        ClaimRow.Table.Write(written, Enumerable.Range(12, 6).Select(i => Judged.Row($"C{i}", Judged.Committed)));
        Assert.Equal(System.Text.Encoding.UTF8.GetString(written.ToArray()).TrimEnd('\n').Split('\n').Skip(1), lines[12..18]);
    }

    [Fact]
    public void An_interrupt_leaves_no_table()
    {
        Assert.SkipWhen(Command.IsIgnored("INT"), Command.IgnoredReason);
        using var command = new Command();
        var result = command.Interrupt($"verify --features {Model} --preprocess chollet --state kept --output there", "INT", ".cache");
        Assert.Equal(130, result.ExitCode);
        Assert.Equal(["kept"], command.Files());
        Assert.All(command.Files("kept"), name => Assert.EndsWith(".cache", name, StringComparison.Ordinal));
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData("--quick --output there", "--output: claims.csv holds every claim, and --quick leaves some out")]
    [InlineData("--quick --features model.npy", "--features: --quick leaves training out")]
    [InlineData("--state there", "--state: features are kept there; give a model")]
    [InlineData("--threads 0", "--threads: '0' is not a whole number from 1")]
    [InlineData("--layout nhwc", "--layout: it says how to feed a model")]
    [InlineData("--features missing.npy --output there", "--features: cannot read 'missing.npy'")]
    [InlineData("--features model.bin", "--features: 'model.bin' ends neither")]
    [InlineData("--seed 2", "'--seed' is not an option of verify")]
    [InlineData("--quik", "did you mean '--quick'?")]
    [InlineData("C5", "one argument too many for verify")]
    [InlineData("--output /dev/null", "--output: cannot write to the folder '/dev/null'")]
    [InlineData("--output", "--output")]
    public void Nonsense_is_refused_in_one_line_and_writes_nothing(string options, string message)
    {
        using var command = new Command();
        var result = command.Run($"verify {options}");
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("error: ", result.Error, StringComparison.Ordinal);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd('\n').Split('\n'));
        Assert.Empty(command.Files());
    }
}
