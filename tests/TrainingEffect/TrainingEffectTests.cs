using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Experiments.Output.Files;
using Experiments.Tests.Cli;
using Experiments.Tests.Training.Features;

namespace Experiments.Tests.TrainingEffect;

/// <summary>The command training-effect as a user runs it, on few images and epochs.</summary>
public class TrainingEffectTests
{
    private const string Small = "--on logistic photographs --train 40 --validation 20 --test 20 --epochs 3 --seeds 1..3 --noise 0 0.2";

    /// <summary>Three parts joined, in any order, are the files of one run: tables, pictures and manifest.</summary>
    [Fact]
    public void Parts_joined_are_the_bytes_of_one_run()
    {
        using var command = new Command();
        Succeed($"{Small} --threads 1 -o whole");
        foreach (var part in new[] { 3, 1, 2 })
        {
            Succeed($"{Small} --shard {part}/3 -o part{part}");
            Assert.Equal(["manifest.json", "training-effect.csv"], command.Files($"part{part}").Order());
        }

        Succeed("merge part2 part3 part1 -o joined");
        Assert.Equal(command.Files("whole").Order(), command.Files("joined").Order());
        foreach (var file in command.Files("whole"))
        {
            Assert.Equal(File.ReadAllBytes(command.PathOf($"whole/{file}")), File.ReadAllBytes(command.PathOf($"joined/{file}")));
        }

        // With what was trained before, another choice of trainings; the row that is not there before is trained.
        Succeed($"{Small} --kept part2 part1 --seeds 1..4 -o more".Replace("--seeds 1..3", "", StringComparison.Ordinal));
        Succeed($"{Small} --seeds 1..4 -o fresh".Replace("--seeds 1..3", "", StringComparison.Ordinal));
        Assert.All(command.Files("fresh"), file => Assert.Equal(command.Read($"fresh/{file}"), command.Read($"more/{file}")));
        var kept = command.Run($"training-effect {Small} --kept part2 part1 --no-plots -o again").Error;
        Assert.Contains("8 of 12 groups of trainings were kept", kept, StringComparison.Ordinal);
        Succeed($"{Small} --patience 2 -o impatient");
        Refuse($"{Small} --kept impatient", "of any trainings");
        Refuse($"{Small} --kept nowhere", "--kept: nowhere: expected a folder with training-effect.csv, or a part of it");
        CopyAltered("part1", "liar");
        Refuse($"{Small} --kept part1 liar", "say different things of ");
        Refuse("merge part1 part2", "of 3 parts 3 is missing");
        Succeed($"{Small} --shard 2/3 -o again");
        Refuse("merge part1 part2 again part3", "part2 and again are both part 2 of 3");
        var own = command.Run("training-effect merge part1 part2/ part3 -o part2");
        Assert.Equal((2, true), (own.ExitCode, own.Error.Contains("--output: 'part2' is one of the parts", StringComparison.Ordinal)));
        Directory.CreateDirectory(command.PathOf("old"));
        File.Copy(command.PathOf("part1/training-effect.csv"), command.PathOf("old/training-effect.csv"));
        File.WriteAllText(command.PathOf("old/manifest.json"), command.Read("part1/manifest.json").Replace(
            "\"formulas\":1", "\"formulas\":7", StringComparison.Ordinal));
        Refuse("merge old", "with program 1.0.0, formulas 7");
        Refuse("merge part1 whole", "expected a part, made with --shard K/N");
        Refuse("merge part1 nowhere", "nowhere: expected a folder with training-effect.csv, or a part of it");
        Succeed($"{Small} --shard 2/3 --patience 2 -o other");
        Refuse("merge part1 other part3", "Expected one run");
        Succeed($"{Small} --shard 2/4 -o other");
        Refuse("merge part1 other part3", "other: it is one of 4 parts, and part1 one of 3");
        File.AppendAllText(command.PathOf("part2/training-effect.csv"), "x");
        Refuse("merge part1 part2 part3", "its hash differs from the manifest's");

        void Succeed(string arguments)
        {
            var result = command.Run($"training-effect {arguments} --quiet");
            Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        }

        // The first training's epochs are another number, and the manifest knows the file.
        void CopyAltered(string from, string to)
        {
            Directory.CreateDirectory(command.PathOf(to));
            var (rows, manifest) = (command.Read($"{from}/training-effect.csv"), command.Read($"{from}/manifest.json"));
            var changed = new Regex("(,[0-9]+),3,").Replace(rows, "$1,2,", 1);
            Assert.NotEqual(rows, changed);
            File.WriteAllText(command.PathOf($"{to}/training-effect.csv"), changed);
            File.WriteAllText(command.PathOf($"{to}/manifest.json"), manifest.Replace(
                Sha256.Of(Encoding.UTF8.GetBytes(rows)), Sha256.Of(Encoding.UTF8.GetBytes(changed)), StringComparison.Ordinal));
        }

        void Refuse(string arguments, string words)
        {
            var result = command.Run($"training-effect {arguments} -o refused");
            Assert.Equal(2, result.ExitCode);
            Assert.Contains(words, result.Error, StringComparison.Ordinal);
            Assert.Empty(command.Files("refused"));
        }
    }

    /// <summary>An arm is the training that `network` does with its loss and seed.</summary>
    [Theory]
    [InlineData("logits")]
    [InlineData("keras-2.2.4")]
    public void An_arm_alone_is_the_network_with_its_loss(string loss)
    {
        const string Images = "--train 40 --validation 20 --test 20 --epochs 3";
        using var command = new Command();
        Assert.Equal(0, command.Run(
            $"training-effect --on photographs --noise 0 --arm keras-2.2.4 --seeds 7 8 {Images} --no-plots -o effect").ExitCode);
        Assert.Equal(0, command.Run($"network --loss {loss} --seed 8 {Images} --no-plots --state state -o alone").ExitCode);
        var row = SmallTable.Rows(command.Read("effect/training-effect.csv")).Single(cells => cells["arm"] == loss && cells["seed"] == "8");
        var alone = SmallTable.Rows(command.Read("alone/network-results.csv"))
            .ToDictionary(cells => cells["quantity"], cells => cells["value"]);
        Assert.Equal(alone["test_accuracy"], row["test_accuracy"]);
        var raw = SmallTable.Rows(command.Read("alone/network-trained.csv")).Select(cells => Number(cells["raw"]));
        Assert.Equal(raw.Max(Math.Abs), Number(row["largest_raw"]));
        Assert.Equal(SmallTable.Rows(command.Read("alone/network-training.csv"))[^1]["validation_loss"], row["validation_loss"]);
    }

    /// <summary>
    /// On features of a model there are a head and a logistic regression, with all arms; the head is that of `network`.
    /// </summary>
    [Fact]
    public void On_features_a_head_and_a_logistic_regression_are_trained()
    {
        const string Features = "--train 40 --validation 20 --test 20 --epochs 3 --preprocess chollet --learning-rate 1e-3 --state state";
        var model = $"{Features} --features {FeatureFixture.PathOf("tiny_nhwc.onnx")} --name tiny --no-plots";
        using var command = new Command();
        Assert.Equal(0, command.Run($"training-effect {model} --seeds 7 8 -o effect").ExitCode);
        Assert.Equal(0, command.Run($"network {model} --loss keras-3 --seed 8 -o alone").ExitCode);
        Assert.Equal(
            ["manifest.json", "training-effect-tiny-summary.csv", "training-effect-tiny.csv"],
            command.Files("effect").Order(StringComparer.Ordinal));
        var rows = SmallTable.Rows(command.Read("effect/training-effect-tiny.csv"));
        Assert.Equal(["features", "features/logistic"], rows.Select(row => row["data"]).Distinct());
        Assert.Equal(2 * 2 * 9, rows.Length);
        var row = rows.Single(cells => cells["data"] == "features" && cells["arm"] == "keras-3" && cells["seed"] == "8");
        Assert.Equal(SmallTable.Rows(command.Read("alone/network-tiny-training.csv"))[^1]["validation_loss"], row["validation_loss"]);
        var raw = SmallTable.Rows(command.Read("alone/network-tiny-trained.csv")).Select(cells => Number(cells["raw"]));
        Assert.Equal(raw.Max(Math.Abs), Number(row["largest_raw"]));

        foreach (var part in new[] { 1, 2 })
        {
            Assert.Equal(0, command.Run($"training-effect {model} --seeds 7 8 --shard {part}/2 -o part{part}").ExitCode);
        }

        Assert.Equal(0, command.Run("training-effect merge part1 part2 --no-plots -o joined").ExitCode);
        Assert.All(command.Files("effect"), file => Assert.Equal(command.Read($"effect/{file}"), command.Read($"joined/{file}")));
    }

    /// <summary>
    /// Of the committed comparisons a moved weight is different no more often than chance allows (99 %), and the positive
    /// control is found. Limits are corrected for all rows; a logistic regression forgets the moved weight at once.
    /// </summary>
    [Fact]
    public void Chaos_is_seldom_called_different_and_the_positive_control_is_found()
    {
        var primary = SmallTable.Committed("training-effect-summary.csv")
            .Where(row => row["margin"].Length > 0).ToArray();
        var chaos = primary.Where(row => row["arm"] == "a-a" && row["data"] != "logistic").ToArray();
        Assert.InRange(chaos.Count(row => row["verdict"] == "different"), 0, MostByChance(chaos.Length, 2 * 0.05 / primary.Length));
        Assert.Contains(primary, row => row["arm"] == "positive-control" && row["verdict"] == "different");

        // The least k with P(X ≤ k) ≥ 99 %, X binomial.
        static int MostByChance(int count, double share)
        {
            var (k, term, sum) = (0, Enumerable.Repeat(1 - share, count).Aggregate(1.0, (product, factor) => product * factor), 0.0);
            while ((sum += term) < 0.99)
            {
                term *= (count - k) * share / ((k + 1) * (1 - share));
                k++;
            }

            return k;
        }
    }

    /// <summary>A moved weight differs before the first step; what has the same gradients never does.</summary>
    [Fact]
    public void The_step_at_which_trajectories_part_is_counted_from_1()
    {
        using var command = new Command();
        Assert.Equal(0, command.Run(
            "training-effect --on photographs --noise 0 --arm a-a keras-2.2.4 --seeds 1 2 --train 40 --validation 20 --test 20 "
            + "--epochs 2 --no-plots").ExitCode);
        var rows = SmallTable.Rows(command.Read("output/training-effect.csv"));
        Assert.All(rows.Where(row => row["arm"] == "logits"), row => Assert.Equal(string.Empty, row["first_difference"]));
        Assert.All(rows.Where(row => row["arm"] == "a-a"), row => Assert.Equal("0", row["first_difference"]));
        Assert.All(rows.Where(row => row["arm"] == "keras-2.2.4"), row => Assert.InRange(Number(row["first_difference"]), 1, 4));
    }

    [Theory]
    [InlineData("--seeds 1", "--seeds: one seed has no spread")]
    [InlineData("--arm logits", "--arm: 'logits' is what all are compared with, and alone there is no pair")]
    [InlineData("--arm keras-4", "--arm: 'keras-4' is not an arm: did you mean 'keras-3'?")]
    [InlineData("--arm keras-3 --on photographs", "--arm: keras-3 is for logistic and features alone")]
    [InlineData("--noise 0.6", "--noise: '0.6' is no share of labels from 0 to 0.5")]
    [InlineData("--noise -0.1", "--noise: '-0.1' is no share of labels from 0 to 0.5")]
    [InlineData("--on photograph", "--on: 'photograph' is not a data set: did you mean 'photographs'?")]
    [InlineData("--shard 3/2", "--shard: '3/2' is no part such as 2/8")]
    [InlineData("join a b", "'join': expected merge and the folders of all shards")]
    [InlineData("merge", "expected merge and the folders of all shards")]
    [InlineData("merge a b --seeds 1..4", "--seeds: the shards say what was run; leave it out with merge")]
    [InlineData("--on features", "--on: features needs a pretrained model or its features; give them with --features FILE")]
    [InlineData("--features m.onnx --scale 1 --on logistic", "--features: no data set of features is to be trained")]
    [InlineData("--learning-rate 1e-3", "--learning-rate: it is that of a head on features; give these with --features")]
    [InlineData("--features m.npy", "--features: 'm.npy' holds no labels; give them with --labels FILE")]
    [InlineData("--name summary", "small letters and digits, or is taken, as summary and steps are")]
    [InlineData("--features m.onnx --scale 1 --on features/logistic --learning-rate 1e-3", "--learning-rate: it is that of a head")]
    [InlineData("merge a b --kept c", "--kept: the shards say what was run; leave it out with merge")]
    [InlineData("--name A", "--name: 'A' is no word of at most 40 small letters and digits")]
    [InlineData("--test 21", "half of each class; give even numbers")]
    [InlineData("--data nowhere", "--data: 'nowhere' does not exist")]
    public void What_is_given_wrong_is_exit_code_2_and_nothing_is_written(string arguments, string words)
    {
        using var command = new Command();
        var result = command.Run($"training-effect {arguments}");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(words, result.Error, StringComparison.Ordinal);
        Assert.Empty(command.Files("output"));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
