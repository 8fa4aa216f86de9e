using System.Text.Json;
using Experiments.Training.Layers;

namespace Experiments.Tests.Training;

/// <summary>
/// Layers, loss, gradients and RMSprop against torch in float64. No ReLU or maximum lies within 9e-6 of a tie, so
/// rounding cannot flip one.
/// </summary>
public class FixtureTests
{
    private const double Tolerance = 1e-6;

    [Theory]
    [InlineData("tiny_same")]
    [InlineData("tiny_valid")]
    public void Two_steps_of_a_small_network_are_torchs(string name)
    {
        var fixture = Fixture.Read(name);
        var network = fixture.Network(threads: 1);
        foreach (var parameter in network.Parameters)
        {
            Assert.Equal(
                Fixture.Numbers(fixture.Get("params0").GetProperty(parameter.Name)),
                parameter.Pack(parameter.Value).Select(value => (double)value));
        }

        for (var step = 0; step < 2; step++)
        {
            var expected = fixture.Step(step);
            AssertClose(expected, "logits_eval", network.Outputs(fixture.Batch(step), TestContext.Current.CancellationToken));
            var (raw, loss) = fixture.Train(network, step);
            AssertClose(expected, "logits_train", raw);
            AssertClose(expected, "loss", [(float)loss]);
            foreach (var parameter in network.Parameters)
            {
                AssertClose(expected.GetProperty("grad"), parameter.Name, parameter.Pack(parameter.Gradient));
                AssertClose(expected.GetProperty("acc"), parameter.Name, parameter.Pack(parameter.Square));
                AssertClose(expected.GetProperty("params"), parameter.Name, parameter.Pack(parameter.Value));
            }
        }
    }

    [Fact]
    public void Two_steps_of_recipe_A_are_torchs()
    {
        var fixture = Fixture.Read("full_noise");
        Assert.Equal((Architecture.RecipeA() with { Name = "fixture", BatchSize = 2 }).Describe(), fixture.Architecture.Describe());
        var network = fixture.Network(threads: 1);
        for (var step = 0; step < 2; step++)
        {
            var expected = fixture.Step(step);
            AssertClose(expected, "logits_eval", network.Outputs(fixture.Batch(step), TestContext.Current.CancellationToken));
            var (raw, loss) = fixture.Train(network, step);
            AssertClose(expected, "logits_train", raw);
            AssertClose(expected, "loss", [(float)loss]);
            foreach (var parameter in network.Parameters)
            {
                var at =
                    fixture.Get("sample_index").GetProperty(parameter.Name).EnumerateArray().Select(index => index.GetInt32()).ToArray();
                AssertSummary(expected.GetProperty("grad").GetProperty(parameter.Name), at, parameter.Pack(parameter.Gradient));
                AssertSummary(expected.GetProperty("params").GetProperty(parameter.Name), at, parameter.Pack(parameter.Value));
            }
        }
    }

    private static void AssertClose(JsonElement parent, string name, float[] actual) =>
        AssertClose(name, Fixture.Numbers(parent.GetProperty(name)), actual);

    private static void AssertClose(string name, double[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < actual.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= Tolerance, $"{name}[{i}] is {actual[i]:R}, not {expected[i]:R}");
        }
    }

    /// <summary>
    /// Sum, sum of magnitudes and root of the sum of squares, relative to their size, and some entries.
    /// </summary>
    private static void AssertSummary(JsonElement expected, int[] at, float[] actual)
    {
        AssertClose("at", Fixture.Numbers(expected.GetProperty("at")), [.. at.Select(index => actual[index])]);
        var magnitudes = expected.GetProperty("abssum").GetDouble();
        Assert.Equal(expected.GetProperty("sum").GetDouble(), actual.Sum(value => (double)value), Tolerance * Math.Max(1, magnitudes));
        Assert.Equal(magnitudes, actual.Sum(value => (double)Math.Abs(value)), Tolerance * Math.Max(1, magnitudes));
        Assert.Equal(
            expected.GetProperty("l2").GetDouble(),
            Math.Sqrt(actual.Sum(value => (double)value * value)),
            Tolerance * Math.Max(1, magnitudes));
    }
}
