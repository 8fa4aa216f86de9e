using Experiments.Numerics.Formats;
using Experiments.Training.Data;
using Experiments.Training.Layers;
using Experiments.Training.Random;

namespace Experiments.Tests.Training.Layers;

/// <summary>
/// The fast layers against plain loops, bit for bit: raw outputs and every gradient, whatever shape and number of
/// threads.
/// </summary>
public class BitTests
{
    /// <summary>
    /// Widths in all classes of vectors, with and without filling; images from one window to several tiles; short and
    /// long batches.
    /// </summary>
    [Theory]
    [InlineData(2, 2, 1, Padding.Same, "1", 1, 1)]
    [InlineData(4, 4, 1, Padding.Valid, "16", 16, 2)]
    [InlineData(5, 9, 3, Padding.Valid, "7", 5, 6)]
    [InlineData(7, 4, 2, Padding.Same, "17-33", 33, 7)]
    [InlineData(9, 13, 4, Padding.Same, "48", 20, 3)]
    [InlineData(10, 12, 3, Padding.Valid, "80-16", 9, 5)]
    [InlineData(12, 11, 1, Padding.Same, "112-3-64", 64, 4)]
    [InlineData(22, 23, 3, Padding.Valid, "16-32-5", 70, 2)]
    [InlineData(37, 70, 3, Padding.Valid, "32", 2, 2)]
    [InlineData(32, 32, 1, Padding.Same, "16-32-64-64", 64, 3)]
    public void Outputs_and_gradients_are_those_of_plain_loops(
        int height,
        int width,
        int channels,
        Padding padding,
        string widths,
        int dense,
        int batch)
    {
        var architecture = new Architecture(
            "shape",
            height,
            width,
            channels,
            padding,
            [.. widths.Split('-').Select(int.Parse)],
            dense,
            DropoutAfterDense: false,
            1e-3f,
            batch);
        AssertEqual(architecture, batch);
        AssertEqual(architecture with { BatchSize = batch + 3 }, batch);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(700, 256, 20)]
    [InlineData(1030, 40, 7)]
    public void A_head_on_features_is_that_of_plain_loops(int features, int dense, int batch) =>
        AssertEqual(Architecture.Head(features) with { Dense = dense }, batch);

    private static void AssertEqual(Architecture architecture, int batch)
    {
        var numbers = new SplitMix64(7);
        var x = Numbers(ref numbers, batch * architecture.Inputs);
        var factors = new float[batch * architecture.DropoutValues];
        numbers.Dropout(factors, Architecture.DropoutRate);
        var gradient = Numbers(ref numbers, batch);
        for (var threads = 1; threads <= 3; threads++)
        {
            var network = new NeuralNetwork(architecture, threads);
            network.Initialise(5);
            foreach (var bias in network.Parameters.Where(parameter => parameter.Name.EndsWith("bias", StringComparison.Ordinal)))
            {
                bias.Unpack(Numbers(ref numbers, bias.Columns), bias.Value);
            }

            var plain = new PlainNetwork<float>(architecture, [.. network.Parameters.Select(parameter => parameter.Pack(parameter.Value))]);
            var samples = new FeatureSet("numbers", architecture.Inputs, x, new byte[batch]);

            // Twice, so that what the first batch leaves behind is seen to do no harm.
            for (var time = 0; time < 2; time++)
            {
                AssertBits(
                    "outputs",
                    plain.Forward(x, batch, factors),
                    network.Forward(samples, Enumerable.Range(0, batch).ToArray(), factors));
                network.Backward(gradient);
            }

            foreach (var (expected, parameter) in plain.Backward(gradient).Zip(network.Parameters))
            {
                AssertBits(parameter.Name, expected, parameter.Pack(parameter.Gradient));
            }

            AssertBits(
                "outputs, dropout off",
                plain.Forward(x, batch, []),
                network.Outputs(samples, TestContext.Current.CancellationToken));
        }
    }

    /// <summary>Of both signs, some of them 0.</summary>
    private static float[] Numbers(ref SplitMix64 stream, int count)
    {
        var values = new float[count];
        foreach (ref var value in values.AsSpan())
        {
            value = stream.Below(8) == 0 ? 0 : (float)((2 * stream.Unit()) - 1);
        }

        return values;
    }

    private static void AssertBits(string what, float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < actual.Length; i++)
        {
            if (BitConverter.SingleToUInt32Bits(expected[i]) != BitConverter.SingleToUInt32Bits(actual[i]))
            {
                Assert.Fail($"{what}[{i}] is {actual[i]:R}, not {expected[i]:R}");
            }
        }
    }
}
