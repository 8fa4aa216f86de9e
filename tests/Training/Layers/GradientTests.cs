using Experiments.Losses;
using Experiments.Numerics.Formats;
using Experiments.Training.Data;

namespace Experiments.Tests.Training.Layers;

/// <summary>Gradients against central differences of the exact loss, the network being formed in float64.</summary>
public class GradientTests
{
    // No ReLU or maximum of the fixtures lies within 2e-5 of a tie, and no weight moves a sum by more than 20 times its
    // own change.
    private const double Change = 1e-6;
    private const double Tolerance = 1e-6;

    [Theory]
    [InlineData("tiny_same")]
    [InlineData("tiny_valid")]
    public void A_gradient_is_the_slope_of_the_loss(string name)
    {
        var fixture = Fixture.Read(name);
        var network = fixture.Network(threads: 1);
        var parameters = network.Parameters.Select(parameter => Widen(parameter.Pack(parameter.Value))).ToArray();
        var batch = fixture.Batch(0);
        var plain = new PlainNetwork<double>(fixture.Architecture, parameters);
        var (x, factors) = (Widen(batch.Features), Widen(fixture.Factors(0)));
        fixture.Train(network, 0);

        // Every seventh weight: each takes two passes.
        for (var layer = 0; layer < parameters.Length; layer++)
        {
            var gradient = network.Parameters[layer].Pack(network.Parameters[layer].Gradient);
            for (var i = layer % 7; i < gradient.Length; i += 7)
            {
                var value = parameters[layer][i];
                parameters[layer][i] = value + Change;
                var above = Mean(plain.Forward(x, batch.Count, factors), batch);
                parameters[layer][i] = value - Change;
                var below = Mean(plain.Forward(x, batch.Count, factors), batch);
                parameters[layer][i] = value;
                Assert.Equal((above - below) / (2 * Change), gradient[i], Tolerance);
            }
        }
    }

    private static double[] Widen(float[] values) => [.. values.Select(value => (double)value)];

    private static double Mean(double[] raw, FeatureSet batch) =>
        raw.Select((z, i) => ArticleLosses.Exact.Value.In<Float64>().At(new(z), new(batch.Label(i) ? 1 : 0)).Value).Sum() / raw.Length;
}
