using Experiments.Samples;
using Experiments.Tests.Cli;

namespace Experiments.Tests.Network;

/// <summary>The network's command; what it computes is tested in Training.</summary>
public class TrainedNetworkTests
{
    private const string Seeds = "network-seeds.csv";
    private const string SeedsPicture = "network-seeds.png";
    private const string Summary = "network-summary.csv";

    // Enough to reach epoch 8 in a second or two.
    private const string Small = "network --train 200 --validation 100 --test 20 --patience 100";

    /// <summary>The files in output/ that are not made by <c>all</c>, but by commands that take long.</summary>
    public static IReadOnlyList<string> MadeByHand { get; } =
    [
        Seeds, SeedsPicture, Summary, "sigmoids.csv", "sigmoids-curves.csv", "sigmoids.png",
        "training-effect.csv", "training-effect.png", "training-effect-steps.png", "training-effect-summary.csv",
        "training-effect-resnet18.csv", "training-effect-resnet18.png", "training-effect-resnet18-steps.png",
        "training-effect-resnet18-summary.csv",
        .. new[] { "batch4.csv", "batch4.png", "batches.csv", "batches-drawn.csv", "epoch8.csv", "epoch8.png", "results.csv" }
            .Concat(["trained.csv", "trained.png", "training.csv", "training.png"]).Select(part => $"network-resnet18-{part}"),
    ];

    private static readonly string Committed = Path.Combine(AppContext.BaseDirectory, "output");

    [Fact]
    public void The_committed_run_is_the_lower_median_of_the_committed_seeds_by_the_largest_output_of_class_1()
    {
        var rows = File.ReadAllLines(Path.Combine(Committed, Seeds));
        var order = rows.Select(row => row.Split(',')).Where(cells => cells[2] == "class1_raw_max")
            .OrderBy(cells => double.Parse(cells[4], System.Globalization.CultureInfo.InvariantCulture))
            .Select(cells => cells[0]).ToArray();
        Assert.Equal(20, order.Length);
        Assert.Equal(order[9], $"{TrainingEvidence.ShownSeed}");
        Assert.Equal(
            File.ReadAllLines(Path.Combine(Committed, "network-results.csv")),
            rows.Where((row, i) => i == 0 || row.StartsWith($"{order[9]},", StringComparison.Ordinal)));
        Assert.Equal(
            Enumerable.Range(1, 20),
            rows.Skip(1).Select(row => int.Parse(row.Split(',')[0], System.Globalization.CultureInfo.InvariantCulture)).Distinct());
    }

    /// <summary>The default is no setting; another rate is, and trains otherwise.</summary>
    [Fact]
    public void The_learning_rate_is_a_setting_and_a_word_goes_into_the_names_of_the_files()
    {
        const string Little = "network --train 40 --validation 20 --test 20 --epochs 1 --no-plots";
        using var command = new Command();
        Assert.Equal(0, command.Run($"{Little} -o usual").ExitCode);
        Assert.Equal(0, command.Run($"{Little} --learning-rate 5e-4 -o same").ExitCode);
        Assert.Equal(command.Read("usual/manifest.json"), command.Read("same/manifest.json"));
        Assert.Equal(0, command.Run($"{Little} --learning-rate 1e-3 --name faster -o other").ExitCode);
        Assert.Equal(
            command.Files("usual").Select(name => name.Replace("network-", "network-faster-", StringComparison.Ordinal)),
            command.Files("other"));
        Assert.NotEqual(command.Read("usual/network-trained.csv"), command.Read("other/network-faster-trained.csv"));
        Assert.Contains("--learning-rate 0.001", command.Read("other/manifest.json"), StringComparison.Ordinal);
        Assert.Contains("C12", command.Run("verify --network other").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--learning-rate 0", "--learning-rate: '0' is no rate above 0 and up to 1, such as 5e-4")]
    [InlineData("--learning-rate 1.5", "--learning-rate: '1.5' is no rate above 0 and up to 1")]
    [InlineData("--learning-rate nan", "--learning-rate: 'nan' is no rate above 0 and up to 1")]
    [InlineData("--name a/b", "--name: 'a/b' is no word of at most 40 small letters and digits")]
    [InlineData("--name Net", "--name: 'Net' is no word of at most 40 small letters and digits")]
    public void A_rate_or_a_word_that_cannot_be_is_refused(string arguments, string words)
    {
        using var command = new Command();
        var result = command.Run($"network {arguments}");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(words, result.Error, StringComparison.Ordinal);
        Assert.Empty(command.Files("output"));
    }

    [Fact]
    public void A_resumed_run_writes_the_bytes_of_one_without_a_break()
    {
        using var whole = new Command();
        Assert.Equal(0, whole.Run($"{Small} --epochs 10").ExitCode);
        Assert.Contains("network-epoch8.png", whole.Files("output"));
        foreach (var epochs in new[] { 4, 8, 9 })
        {
            using var parts = new Command();
            Assert.Equal(0, parts.Run($"{Small} --epochs {epochs} --threads 1 --no-plots").ExitCode);
            var result = parts.Run($"{Small} --epochs 10 --resume --threads 2");
            Assert.True(result.ExitCode == 0, result.Error);
            Assert.Equal(whole.Files("output"), parts.Files("output"));
            Assert.All(whole.Files("output"), name => Assert.Equal(
                File.ReadAllBytes(whole.PathOf($"output/{name}")), File.ReadAllBytes(parts.PathOf($"output/{name}"))));
        }
    }

    [Theory]
    [InlineData("logits")]
    [InlineData("sigmoid")]
    public void A_training_is_the_same_bytes_for_any_number_of_threads_and_without_vector_instructions(string loss)
    {
        using var command = new Command();
        var tiny = $"network --train 40 --validation 20 --test 0 --epochs 1 --no-plots --quiet --loss {loss}";
        Assert.Equal(0, command.Run($"{tiny} --threads 1").ExitCode);
        Assert.Contains("network-trained.csv", command.Files("output"));
        AssertSame("2", ("DOTNET_EnableAVX512", "0"));
        AssertSame("3", ("DOTNET_EnableAVX2", "0"));
        AssertSame("2", ("DOTNET_EnableHWIntrinsic", "0"));

        void AssertSame(string threads, (string Name, string Value) missing)
        {
            Assert.Equal(0, command.Run($"{tiny} --threads {threads} --output {missing.Name}", missing).ExitCode);
            Assert.Equal(command.Files("output"), command.Files(missing.Name));
            Assert.All(
                command.Files("output"), name => Assert.Equal(command.Read($"output/{name}"), command.Read($"{missing.Name}/{name}")));
        }
    }

    [Fact]
    public void An_interrupt_leaves_a_checkpoint_to_go_on_from_and_writes_nothing()
    {
        Assert.SkipWhen(Command.IsIgnored("INT"), Command.IgnoredReason);
        using var command = new Command();
        const string Medium = "network --train 1000 --validation 100 --test 20";
        var result = command.Interrupt(Medium, "INT", ".checkpoint");
        Assert.Equal(130, result.ExitCode);
        Assert.Contains("--resume goes on from there", result.Error, StringComparison.Ordinal);
        Assert.Equal([".experiments"], command.Files());
        Assert.Matches("^recipe-a-logits-seed12-data-[0-9a-f]{16}-latest.checkpoint$", Assert.Single(command.Files(".experiments")));
        Assert.Equal(0, command.Run($"{Medium} --resume --epochs 4 --no-plots").ExitCode);
    }

    [Fact]
    public void Before_epoch_8_there_is_no_figure_4_and_a_line_says_so()
    {
        using var command = new Command();
        var result = command.Run($"{Small} --epochs 3 --batch 2,8 --no-plots");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("epoch 8 was not reached, so there is no network-epoch8", result.Error, StringComparison.Ordinal);
        Assert.Equal(
            [
                "manifest.json", "network-batch2.csv", "network-batch8.csv", "network-batches-drawn.csv", "network-batches.csv",
                "network-results.csv", "network-trained.csv", "network-training.csv",
            ],
            command.Files("output"));
        Assert.Equal(
            ["1", "2", "3"],
            command.Read("output/network-training.csv").Split('\n').Skip(1).SkipLast(1).Select(row => row.Split(',')[0]));
    }

    [Fact]
    public void Seeds_are_trained_one_after_another_and_write_one_table()
    {
        using var command = new Command();
        Assert.Equal(0, command.Run($"{Small} --epochs 2 --seeds 3..4,7").ExitCode);
        Assert.Equal(["manifest.json", Seeds, SeedsPicture, Summary], command.Files("output"));
        Assert.Equal(
            ["3", "4", "7"],
            command.Read($"output/{Seeds}").Split('\n').Skip(1).SkipLast(1).Select(row => row.Split(',')[0]).Distinct());
        Assert.All(command.Read($"output/{Summary}").Split('\n').Skip(1).SkipLast(1), row => Assert.Equal("3", row.Split(',')[1]));
    }

    [Theory]
    [InlineData("--loss sigmoid")]
    [InlineData("--watch training --patience 1")]
    [InlineData("--size 48")]
    [InlineData("--batch 1")]
    [InlineData("--batch 200")]
    public void Good_options_run(string options)
    {
        using var command = new Command();
        var result = command.Run($"network --train 40 --validation 20 --test 0 --epochs 1 {options}");
        Assert.True(result.ExitCode == 0, result.Error);
        Assert.DoesNotContain("test_accuracy", command.Read("output/network-results.csv"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--net vgg16", "--net: 'vgg16' is not one of recipe-a, chollet")]
    [InlineData("--net chollet", "give yours with --data")]
    [InlineData("--epochs 0", "--epochs: '0' is not a whole number from 1")]
    [InlineData("--epochs 1.5", "--epochs: '1.5' is not a whole number")]
    [InlineData("--patience -1", "--patience: '-1'")]
    [InlineData("--seed -1", "--seed: '-1'")]
    [InlineData("--seed 1 --seeds 1..3", "leave --seed and --resume out")]
    [InlineData("--seeds 3..1", "--seeds: '3..1' is no range")]
    [InlineData("--seeds 1..2..3", "--seeds: '1..2..3' is no range")]
    [InlineData("--seeds x", "--seeds: 'x' is neither a seed nor a range")]
    [InlineData("--threads 0", "--threads: '0'")]
    [InlineData("--batch 0", "--batch: '0'")]
    [InlineData("--loss hinge", "--loss: 'hinge' is not a loss of the catalogue")]
    [InlineData("--watch test", "--watch: 'test' is not one of validation, training")]
    [InlineData("--classes 0", "--classes: 1 given; expected two")]
    [InlineData("--train 3", "--train: 3 pictures")]
    [InlineData("--train 5000", "train-images-idx3-ubyte.gz: there are 1000")]
    [InlineData("--size 8", "--size: 8 is too small for recipe-a; its 4 poolings need at least 16")]
    [InlineData("--size 4096 --net chollet --data .", "--size: 4096 is too large for chollet: it would take ")]
    [InlineData("--classes a,b", "--classes: 'a' is no label in Fashion-MNIST; expected two of 0 (T-shirt/top), 1 (shirt)")]
    [InlineData("--state output", "--state: 'output' is the output folder; checkpoints belong elsewhere")]
    [InlineData("--data missing", "--data: 'missing' does not exist")]
    [InlineData("--resume", "--resume: there is no")]
    [InlineData("--state /dev/null", "--state: cannot write to the folder '/dev/null'")]
    public void Nonsense_is_refused_in_one_line_and_writes_nothing(string options, string message)
    {
        using var command = new Command();
        var result = command.Run($"network {options}");
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("error: ", result.Error, StringComparison.Ordinal);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd('\n').Split('\n'));
        Assert.Empty(command.Files());
    }

    /// <summary>A head on features of 10^25: the loss stays finite, the squares of the gradients do not.</summary>
    [Fact]
    public void A_training_whose_numbers_overflow_ends_in_one_line_and_writes_nothing()
    {
        using var command = new Command();
        const string Header = "{'descr': '<f4', 'fortran_order': False, 'shape': (8, 3), }\n";
        float[] features = [.. Enumerable.Repeat(1e25f, 24)];
        File.WriteAllBytes(
            command.PathOf("huge.npy"),
            [
                0x93,
                .. "NUMPY"u8,
                1,
                0,
                (byte)Header.Length,
                0,
                .. System.Text.Encoding.ASCII.GetBytes(Header),
                .. System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(features),
            ]);
        File.WriteAllText(command.PathOf("labels.csv"), "0\n1\n0\n1\n0\n1\n0\n1\n");
        var result = command.Run("network --features huge.npy --labels labels.csv --train 4 --validation 2 --test 2 --epochs 3 --quiet");
        Assert.Equal(1, result.ExitCode);
        Assert.Equal(
            "error: RMSprop's running mean of squared gradients of dense1/kernel is infinite after epoch 1, batch 0: the inputs, or the "
                + "learning rate, are too large\n",
            result.Error);
        Assert.Empty(command.Files("output"));
        Assert.Equal(["huge.npy", "labels.csv"], command.Files().Except([".experiments"]));
    }

    /// <summary>A heap of 256 MB: the network is too large for it, or the pictures are, which threads read.</summary>
    [Theory]
    [InlineData("--size 512", "the network takes ")]
    [InlineData("--size 4096", "")]
    public void Too_little_memory_is_said_in_one_line(string options, string expected)
    {
        using var command = new Command();
        var result = command.Run(
            $"network --train 20 --validation 2 --test 0 --epochs 1 --quiet {options}",
            ("DOTNET_GCHeapHardLimit", "10000000"));
        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith($"error: out of memory: {expected}", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd('\n').Split('\n'));
        Assert.Empty(command.Files("output"));
    }

    [Theory]
    [InlineData("--data ''", "--data: a name is needed")]
    [InlineData("--state ''", "--state: a name is needed")]
    public void An_empty_name_is_refused(string options, string message)
    {
        using var command = new Command();
        var result = command.RunInShell($"network --train 20 --validation 10 {options}", "");
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith($"error: {message}", result.Error, StringComparison.Ordinal);
        Assert.Empty(command.Files());
    }

    [Fact]
    public void A_checkpoint_of_another_run_is_refused_and_kept()
    {
        using var command = new Command();
        Assert.Equal(0, command.Run($"{Small} --epochs 1 --no-plots").ExitCode);
        var checkpoint = command.PathOf($".experiments/{Assert.Single(command.Files(".experiments"))}");
        var before = File.ReadAllBytes(checkpoint);
        (string, string)[] refusals =
        [
            ("--size 48", "32×32×1"),
            ("--test 0 --validation 80", "other validation samples"),
            ("--seed 2", "seed 12, not 2"),
            ("--loss sigmoid", "the loss 'logits', not 'sigmoid'"),
        ];
        foreach (var (options, message) in refusals)
        {
            // Its name says which run it is of; under another one it is refused.
            var missing = command.Run($"network --train 200 --resume --no-plots {options}");
            Assert.Equal(2, missing.ExitCode);
            var other = missing.Error.Split("there is no ")[1].Split(';')[0];
            File.Copy(checkpoint, command.PathOf(other));
            var result = command.Run($"network --train 200 --resume --no-plots {options}");
            Assert.Equal(2, result.ExitCode);
            Assert.Contains(message, result.Error, StringComparison.Ordinal);
        }

        Assert.Equal(before, File.ReadAllBytes(checkpoint));
        File.WriteAllBytes(checkpoint, before[..^1]);
        Assert.Contains("truncated", command.Run($"{Small} --resume").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_can_be_resumed_whatever_was_being_written_when_it_was_killed()
    {
        using var command = new Command();
        Assert.Equal(0, command.Run($"{Small} --epochs 7 --no-plots").ExitCode);
        var latest = command.PathOf($".experiments/{Assert.Single(command.Files(".experiments"))}");
        var at7 = File.ReadAllBytes(latest);
        Assert.Equal(0, command.Run($"{Small} --epochs 8 --no-plots --resume").ExitCode);
        var whole = command.Read("output/network-epoch8.csv");

        // Killed between the two checkpoints of epoch 8.
        File.WriteAllBytes(latest, at7);
        Assert.Equal(0, command.Run($"{Small} --epochs 9 --no-plots --resume").ExitCode);
        Assert.Equal(0, command.Run($"{Small} --epochs 10 --no-plots --resume").ExitCode);
        Assert.Equal(whole, command.Read("output/network-epoch8.csv"));
    }

    [Fact]
    public void A_checkpoint_of_epoch_8_that_is_of_another_epoch_is_refused()
    {
        using var command = new Command();
        Assert.Equal(0, command.Run($"{Small} --epochs 9 --no-plots").ExitCode);
        var early = command.Files(".experiments").Single(name => name.Contains("-epoch8", StringComparison.Ordinal));
        var latest = command.Files(".experiments").Single(name => !name.Contains("-epoch8", StringComparison.Ordinal));
        File.Copy(command.PathOf($".experiments/{latest}"), command.PathOf($".experiments/{early}"), overwrite: true);
        var result = command.Run($"{Small} --epochs 10 --no-plots --resume");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains($"{early} has 9 epochs; expected 8", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_the_rule_would_have_ended_before_is_not_resumed()
    {
        using var command = new Command();
        Assert.Equal(0, command.Run($"{Small} --epochs 12 --no-plots").ExitCode);
        var losses = command.Read("output/network-training.csv").Split('\n').Skip(1).SkipLast(1)
            .Select(row => double.Parse(row.Split(',')[2], System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        var firstRise = Enumerable.Range(1, 11).First(i => losses[i] >= losses[..i].Min()) + 1;
        var result =
            command.Run($"{Small} --epochs 12 --no-plots --resume".Replace("--patience 100", "--patience 1", StringComparison.Ordinal));
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(
            $"has 12 epochs already; with these it would have stopped after {firstRise}.",
            result.Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_from_the_start_keeps_the_checkpoint_that_was_there()
    {
        using var command = new Command();
        Assert.Equal(0, command.Run($"{Small} --epochs 2 --no-plots").ExitCode);
        var name = Assert.Single(command.Files(".experiments"));
        var before = File.ReadAllBytes(command.PathOf($".experiments/{name}"));
        Assert.Equal(0, command.Run($"{Small} --epochs 1 --no-plots").ExitCode);
        var previous = name.Replace("latest", "previous", StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(command.PathOf($".experiments/{previous}")));
        Assert.NotEqual(before, File.ReadAllBytes(command.PathOf($".experiments/{name}")));
    }

    [Fact]
    public void Chosen_classes_keep_their_names()
    {
        using var command = new Command();
        Assert.Equal(
            0,
            command.Run("network --train 20 --validation 10 --test 0 --epochs 1 --no-plots --classes shirt,T-shirt/top").ExitCode);
        var named = command.Read("output/network-trained.csv");
        Assert.Equal(0, command.Run("network --train 20 --validation 10 --test 0 --epochs 1 --no-plots --classes 1,0").ExitCode);
        Assert.Equal(named, command.Read("output/network-trained.csv"));
        var data = FashionMnist.Read(
            new() { Train = 20, Validation = 10, Test = 0, Classes = ("1", "0") },
            cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(["shirt", "T-shirt/top"], data.ClassNames);
    }
}
