using Experiments.Tests.Cli;
using Experiments.Tests.Training.Features;

namespace Experiments.Tests.Samples.Learning;

public class FeatureTaskTests
{
    private const string Few = "--train 20 --validation 10 --test 10 --epochs 2 --no-plots";

    private static readonly string OnArray =
        $"network --features {FeatureFixture.PathOf("float32.npy")} --train 4 --validation 2 --test 2 --epochs 1";

    private static readonly string Model = FeatureFixture.PathOf("tiny_nhwc.onnx");

    [Fact]
    public void A_head_on_a_model_is_trained_to_the_same_bytes_with_features_kept_or_not()
    {
        using var command = new Command();
        var first = command.Run($"network --features {Model} --preprocess chollet {Few} --threads 1 --output a --state a-state");
        Assert.Equal(0, first.ExitCode);
        Assert.Contains(
            "the embedded pictures are grey and 28 × 28; the model sees them in three equal channels and at 8 × 8",
            first.Error,
            StringComparison.Ordinal);
        Assert.Contains(
            command.Files("a-state"),
            name => name.StartsWith("head-logits-seed12-data-", StringComparison.Ordinal)
                && name.EndsWith("-latest.checkpoint", StringComparison.Ordinal));
        var second = command.Run($"network --features {Model} --preprocess chollet {Few} --threads 2 --output b --state a-state");
        Assert.Contains("features of 40 of 40 pictures were kept in a-state", second.Error, StringComparison.Ordinal);
        Assert.Equal(command.Files("a"), command.Files("b"));
        Assert.All(command.Files("a"), file => Assert.Equal(command.Read($"a/{file}"), command.Read($"b/{file}")));
        Assert.Equal(3, command.Read("a/network-training.csv").TrimEnd('\n').Split('\n').Length);
        Assert.Equal(21, command.Read("a/network-trained.csv").TrimEnd('\n').Split('\n').Length);
    }

    [Fact]
    public void A_head_on_an_array_is_trained_on_its_rows_with_the_labels_in_their_order()
    {
        // The test set has one class alone, which is no reason to refuse it.
        using var command = new Command();
        File.WriteAllText(command.PathOf("y.csv"), "label\n1\n0\n0\n1\n0\n1\n1\n1\n");
        var run = command.Run($"{OnArray} --labels y.csv");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(["1", "0", "0", "1"], Labels(command));
        Assert.Contains("--labels y.csv", command.Read("output/manifest.json"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_head_on_an_array_takes_the_labels_of_pictures()
    {
        using var command = new Command();
        var run = command.Run($"{OnArray} --data {Path.Combine(AppContext.BaseDirectory, "data")}");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(2, Labels(command).Count(label => label == "1"));
    }

    [Theory]
    [InlineData("--features model.bin", "--features: 'model.bin' ends neither in .onnx, as a model does, nor in .npy")]
    [InlineData("--features missing.npy --data .", "--features: cannot read 'missing.npy'")]
    [InlineData("--features missing.npy --labels y.csv", "--features: cannot read 'missing.npy'")]
    [InlineData("--features model.npy", "--features: 'model.npy' holds no labels; give them with --labels FILE, or to the network")]
    [InlineData("--labels y.npy", "--labels: they are those of features; give these with --features FILE.npy.")]
    [InlineData("--features model.onnx --labels y.npy", "--labels: a model looks at pictures, which have their labels")]
    [InlineData("--features model.npy --labels y.txt", "--labels: 'y.txt' ends neither in .npy, as an array does, nor in .csv")]
    [InlineData("--features model.npy --labels y.npy --data .", "--labels: with labels in a file no picture is looked at; leave --data")]
    [InlineData("--features model.npy --labels y.npy --skip-bad", "--labels: with labels in a file no picture is looked at")]
    [InlineData("--features missing.onnx --scale 1", "--features: cannot read the model 'missing.onnx'")]
    [InlineData(
        "--features model.onnx",
        "--features: say what the model wants pixels to be: --preprocess keras-vgg16|keras-inception-v3|torchvision|chollet, or --scale")]
    [InlineData("--features model.npy --preprocess chollet", "--preprocess: it says how to feed a model")]
    [InlineData("--layout nhwc", "--layout: it says how to feed a model; give one with --features MODEL.onnx")]
    [InlineData("--features model.onnx --preprocess caffe", "--preprocess: 'caffe' is not one of keras-vgg16")]
    [InlineData("--features model.onnx --scale 0.0039", "--scale: pixels are divided by it, not multiplied; '0.0039' is less than 1")]
    [InlineData("--features model.onnx --mean 1 2", "--mean: 2 numbers given; expected one, or three")]
    [InlineData("--features model.onnx --std 0", "--std: '0' is not a positive number")]
    [InlineData("--features model.onnx --mean one", "--mean: 'one' is not a finite number")]
    [InlineData("--features model.npy --data . --net recipe-a", "--net: with --features a head of its own is trained")]
    [InlineData("--features model.npy --labels y.npy --size 32", "--size: with --features the model says which size it takes")]
    public void What_is_wrong_is_said_and_nothing_is_written(string options, string expected)
    {
        using var command = new Command();
        var run = command.Run($"network {options}");
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"error: {expected}", run.Error, StringComparison.Ordinal);
        Assert.Empty(command.Files("output"));
        Assert.Empty(command.Files(".experiments"));
    }

    [Theory]
    [InlineData("0\n1\n0\n1\n0\n1\n2\n1\n", "--labels: y.csv, line 7: the label is '2'; expected 0 or 1.")]
    [InlineData("0\n1\n0\n1\n0\n1\n0\n", "--labels: y.csv: there are 7 labels; expected 8, one for each row of features.")]
    [InlineData("", "--labels: y.csv, line 1: the file is empty; expected a header")]
    [InlineData("0\n0\n0\n0\n0\n1\n0\n1\n", "network: all 4 training samples have label 0; there must be some of both classes.")]
    public void Labels_that_cannot_be_used_are_refused(string labels, string expected)
    {
        using var command = new Command();
        File.WriteAllText(command.PathOf("y.csv"), labels);
        var run = command.Run($"{OnArray} --labels y.csv");
        Assert.Equal((2, string.Empty), (run.ExitCode, run.Output));
        Assert.StartsWith($"error: {expected}", run.Error, StringComparison.Ordinal);
        Assert.Empty(command.Files("output"));
    }

    [Fact]
    public void Verify_refuses_an_array_without_labels()
    {
        using var command = new Command();
        var run = command.Run($"verify --features {FeatureFixture.PathOf("float32.npy")}");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("holds no labels; give them with --labels FILE", run.Error, StringComparison.Ordinal);
    }

    private static string[] Labels(Command command) =>
        [.. command.Read("output/network-trained.csv").TrimEnd('\n').Split('\n').Skip(1).Select(row => row.Split(',')[1])];

    [Fact]
    public void Parts_of_a_preprocessing_can_be_changed_and_repeated_numbers_count()
    {
        using var command = new Command();
        var named = command.Run($"network --features {Model} --preprocess torchvision --mean 0.5 0.4 0.5 --std 0.5 {Few} --output a");
        var spelt = command.Run(
            $"network --features {Model} --scale 255 --mean 0.5,0.4,0.5 --std 0.5,0.5,0.5 --channel-order rgb "
                + $"--layout nhwc --feature-size 8 --feature-output y {Few} --output b");
        Assert.Equal((0, 0), (named.ExitCode, spelt.ExitCode));
        Assert.Contains("features of 40 of 40 pictures were kept", spelt.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_state_folder_that_cannot_be_made_is_named()
    {
        using var command = new Command();
        File.WriteAllText(command.PathOf("file"), string.Empty);
        var run = command.Run($"network --features {Model} --scale 255 --state file --quiet");
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("error: --state: cannot write to the folder 'file'", run.Error, StringComparison.Ordinal);
    }
}
