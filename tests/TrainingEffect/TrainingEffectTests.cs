using System.Globalization;
using Experiments.Tests.Cli;

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

        Refuse("merge part1 part2", "of 3 parts 3 is missing");
        Succeed($"{Small} --shard 2/3 -o again");
        Refuse("merge part1 part2 again part3", "part2 and again are both part 2 of 3");
        Refuse("merge part1 whole", "expected a part, made with --shard K/N");
        Refuse("merge part1 nowhere", "nowhere: expected the folder of a shard");
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
        var row = Rows(command.Read("effect/training-effect.csv")).Single(cells => cells["arm"] == loss && cells["seed"] == "8");
        var alone = Rows(command.Read("alone/network-results.csv")).ToDictionary(cells => cells["quantity"], cells => cells["value"]);
        Assert.Equal(alone["test_accuracy"], row["test_accuracy"]);
        var raw = Rows(command.Read("alone/network-trained.csv")).Select(cells => Number(cells["raw"]));
        Assert.Equal(raw.Max(Math.Abs), Number(row["largest_raw"]));
        Assert.Equal(Rows(command.Read("alone/network-training.csv"))[^1]["validation_loss"], row["validation_loss"]);
    }

    /// <summary>A moved weight differs before the first step; what has the same gradients never does.</summary>
    [Fact]
    public void The_step_at_which_trajectories_part_is_counted_from_1()
    {
        using var command = new Command();
        Assert.Equal(0, command.Run(
            "training-effect --on photographs --noise 0 --arm a-a keras-2.2.4 --seeds 1 2 --train 40 --validation 20 --test 20 "
            + "--epochs 2 --no-plots").ExitCode);
        var rows = Rows(command.Read("output/training-effect.csv"));
        Assert.All(rows.Where(row => row["arm"] == "logits"), row => Assert.Equal(string.Empty, row["first_difference"]));
        Assert.All(rows.Where(row => row["arm"] == "a-a"), row => Assert.Equal("0", row["first_difference"]));
        Assert.All(rows.Where(row => row["arm"] == "keras-2.2.4"), row => Assert.InRange(Number(row["first_difference"]), 1, 4));
    }

    [Theory]
    [InlineData("--seeds 1", "--seeds: one seed has no spread")]
    [InlineData("--arm logits", "--arm: 'logits' is what all are compared with, and alone there is no pair")]
    [InlineData("--arm keras-4", "--arm: 'keras-4' is not an arm: did you mean 'keras-3'?")]
    [InlineData("--arm keras-3 --on photographs", "--arm: keras-3 is for logistic alone")]
    [InlineData("--noise 0.6", "--noise: '0.6' is no share of labels from 0 to 0.5")]
    [InlineData("--noise -0.1", "--noise: '-0.1' is no share of labels from 0 to 0.5")]
    [InlineData("--on photograph", "--on: 'photograph' is not a data set: did you mean 'photographs'?")]
    [InlineData("--shard 3/2", "--shard: '3/2' is no part such as 2/8")]
    [InlineData("join a b", "'join': expected merge and the folders of all shards")]
    [InlineData("merge", "expected merge and the folders of all shards")]
    [InlineData("merge a b --seeds 1..4", "--seeds: the shards say what was run; leave it out with merge")]
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

    private static Dictionary<string, string>[] Rows(string csv)
    {
        string[][] lines = [.. csv.TrimEnd('\n').Split('\n').Select(line => line.Split(','))];
        return [.. lines[1..].Select(cells => lines[0].Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second))];
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
