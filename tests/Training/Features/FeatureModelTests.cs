using System.Text;
using Experiments.Samples.Learning;
using Experiments.Training.Data;
using Experiments.Training.Features;
using static Experiments.Tests.Training.Features.FeatureFixture;

namespace Experiments.Tests.Training.Features;

public class FeatureModelTests
{
    private static readonly int[] Pictures8 = [0, 3, 8, 8];

    [Theory]
    [InlineData("tiny_nchw.onnx", ModelLayout.Nchw, 1)]
    [InlineData("tiny_nhwc.onnx", ModelLayout.Nhwc, 1)]
    [InlineData("tiny_nchw.onnx", ModelLayout.Nchw, 3)]
    public void Both_layouts_give_what_torch_gives(string file, ModelLayout layout, int threads)
    {
        // The fixture's x = (i mod 17) / 17, i in the order N, C, H, W, as pixels divided by 17; a pixel's channels
        // side by side.
        byte[] pixels = [.. from n in Enumerable.Range(0, 2)
                            from p in Enumerable.Range(0, 64)
                            from c in Enumerable.Range(0, 3)
                            select (byte)(((((n * 3) + c) * 64) + p) % 17)];
        using var model = Load(PathOf(file), new(Preprocessing.None with { Scale = 17 }, layout), threads);
        var features = model.Run(pixels, TestContext.Current.CancellationToken);
        Assert.Equal(2, features.Length);

        // torch's float32 sums in another order: 2 units of its last printed digit.
        Assert.InRange(features[0], 8.091568f - 2e-6f, 8.091568f + 2e-6f);
        Assert.InRange(features[1], 10.923054f - 2e-6f, 10.923054f + 2e-6f);
    }

    [Fact]
    public void An_output_of_four_dimensions_is_flattened_in_its_own_order_whatever_the_batch()
    {
        using var folder = new TemporaryFolder();
        var pictures = Pictures(11);
        foreach (var pictureCount in new[] { 0, 1 })
        {
            var file = folder.Write("relu.onnx", TinyOnnx.Of("Relu", [pictureCount, 8, 8, 3], [pictureCount, 8, 8, 3]));
            using var model = Load(file, Plain, 1);
            Assert.Equal(pictures.Pixels.Select(pixel => (float)pixel), model.Run(pictures.Pixels, TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public void Of_several_outputs_one_must_be_named()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("two.onnx", TinyOnnx.Model(
            [("Flatten", "x", "flat"), ("Neg", "flat", "minus")],
            [("x", TinyOnnx.Float32, [0, 8, 8, 3])],
            [("flat", TinyOnnx.Float32, [0, 192]), ("minus", TinyOnnx.Float32, [0, 192])]));
        AssertRefused(file, Plain, "has 2 outputs; say which is to be taken with --feature-output: flat, minus");
        AssertRefused(file, Plain with { Output = "y" }, "--feature-output: ", "has no output 'y'; it has flat, minus");
        using var model = Load(file, Plain with { Output = "minus" }, 1);
        Assert.Equal(-5, model.Run(Pictures(1).Pixels, TestContext.Current.CancellationToken)[5]);
    }

    [Fact]
    public void A_model_that_cannot_be_used_is_refused_with_the_reason()
    {
        using var folder = new TemporaryFolder();
        Refused(TinyOnnx.Of("NoSuchOperator", Pictures8, [0, 192]), "ONNX Runtime cannot load the model", "NoSuchOperator");
        Refused(TinyOnnx.Of("Flatten", [0, 192], [0, 192]), "input 'x' is [?, 192]; expected four dimensions");
        Refused(
            TinyOnnx.Of("Flatten", Pictures8, [0, 192], TinyOnnx.Int32, TinyOnnx.Int32),
            "the input 'x' is of type Int32; expected numbers in float32");
        Refused(TinyOnnx.Of("Shape", Pictures8, [4], outputType: 7), "the output 'y' is of type Int64; expected numbers in float32");
        Refused(TinyOnnx.Of("Flatten", [0, 4, 8, 8], [0, 256]), "--layout");
        Refused(
            TinyOnnx.WithWeightElsewhere("w.data"),
            "weights are in other files; expected them in this one: torch.onnx.export(…, external_data=False)");
        Refused([], "ONNX Runtime cannot load the model");
        Refused(Encoding.UTF8.GetBytes("no model"), "ONNX Runtime cannot load the model");
        Refused(
            TinyOnnx.Model(
                [("Flatten", "x", "y"), ("Flatten", "z", "w")],
                [("x", TinyOnnx.Float32, Pictures8), ("z", TinyOnnx.Float32, Pictures8)],
                [("y", TinyOnnx.Float32, [0, 192])]),
            "has 2 inputs (x, z); expected one");

        void Refused(byte[] bytes, params string[] expected) => AssertRefused(folder.Write("model.onnx", bytes), Plain, expected);
    }

    [Fact]
    public void An_output_without_a_row_for_each_picture_is_refused()
    {
        // Without axes the maximum is taken over all pictures together.
        using var folder = new TemporaryFolder();
        using var model = Load(folder.Write("model.onnx", TinyOnnx.Of("ReduceMax", Pictures8, [0, 0, 0, 0])), Plain, 1);
        var error = Assert.Throws<InputException>(() => model.Run(Pictures(2).Pixels, TestContext.Current.CancellationToken));
        Assert.Contains(
            "the output 'y' is [1, 1, 1, 1]; expected two dimensions or four, of which the first is 2",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_hash_follows_the_file_the_preprocessing_and_the_output()
    {
        FeatureModelOptions[] options = [Plain, new(Preprocessing.Named[0].Value), new(Preprocessing.Named[1].Value)];
        ulong[] hashes =
            [.. options.Select(option => Hash("tiny_nchw.onnx", option)), .. options.Select(option => Hash("tiny_nhwc.onnx", option))];
        Assert.Equal(6, hashes.Distinct().Count());

        static ulong Hash(string file, FeatureModelOptions option)
        {
            using var model = Load(PathOf(file), option, 1);
            return model.Key(Pictures(1).Pixels);
        }
    }

    private static void AssertRefused(string file, FeatureModelOptions options, params string[] expected)
    {
        var message = Assert.Throws<InputException>(() =>
        {
            using var model = Load(file, options, 1);
        }).Say(LearningInput.Option);
        Assert.All(expected, text => Assert.Contains(text, message, StringComparison.Ordinal));
    }
}
