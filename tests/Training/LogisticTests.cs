using Experiments.Training;
using Experiments.Training.Data;
using Experiments.Training.Layers;

namespace Experiments.Tests.Training;

/// <summary>A network without a hidden layer, and samples with flipped labels.</summary>
public class LogisticTests
{
    private static readonly ImageSet Images = new("few", 1, 2, 1, [255, 0, 0, 255, 255, 255, 0, 0], [1, 0, 1, 0]);

    /// <summary>
    /// From zero weights all raw outputs are 0. One step of RMSprop on all four samples, by hand: the gradient of a weight
    /// is the mean of (½ − y)·x, and the step 5e-4·g/(√(0.1·g²) + 1e-7).
    /// </summary>
    [Fact]
    public void The_first_step_is_that_of_a_hand_calculation()
    {
        var trainer = new Trainer(Architecture.Logistic(2), new(Seed: 3), Images, Images, threads: 1);
        Assert.Equal(3, trainer.Network.Architecture.ParameterCount);
        Assert.Equal([0, 0, 0, 0], trainer.Network.Outputs(Images, TestContext.Current.CancellationToken));
        trainer.RunEpoch(cancellation: TestContext.Current.CancellationToken);

        // x of the samples: (1, 0), (0, 1), (1, 1), (0, 0); labels 1, 0, 1, 0.
        var (first, second, bias) = (Step((-0.5 - 0.5) / 4), Step((0.5 - 0.5) / 4), Step(0));
        double[] expected = [first + bias, second + bias, first + second + bias, bias];
        var outputs = trainer.Network.Outputs(Images, TestContext.Current.CancellationToken);
        Assert.All(expected.Zip(outputs), pair => Assert.Equal(pair.First, pair.Second, 7));
        Assert.Equal(5e-4 / Math.Sqrt(0.1), outputs[0], 6);

        static double Step(double gradient) => -5e-4 * gradient / (Math.Sqrt(0.1 * gradient * gradient) + 1e-7);
    }

    [Fact]
    public void A_share_of_labels_is_flipped_and_nothing_else()
    {
        byte[] all = [.. Enumerable.Range(0, 200).Select(i => (byte)i)];
        var many = new ImageSet("many", 1, 1, 1, all, [.. all.Select(i => (byte)(i & 1))]);
        var (flipped, again) = (new FlippedLabels(many, 0.05, 1), new FlippedLabels(many, 0.05, 1));
        var other = new FlippedLabels(many, 0.05, 2);
        Assert.Equal(10, Enumerable.Range(0, 200).Count(i => flipped.Label(i) != many.Label(i)));
        Assert.Equal(flipped.Checksum, again.Checksum);
        Assert.NotEqual(flipped.Checksum, other.Checksum);
        Assert.Equal((200, 1), (flipped.Count, flipped.Length));
        var (own, copy) = (new float[1], new float[1]);
        many.CopyTo(7, own);
        flipped.CopyTo(7, copy);
        Assert.Equal(own, copy);
        Assert.Equal(0, Enumerable.Range(0, 200).Count(i => new FlippedLabels(many, 0, 1).Label(i) != many.Label(i)));
    }

    [Fact]
    public void Pixels_stay_what_they_are_where_they_are_not_scaled()
    {
        var values = new float[2];
        (Images with { IsScaled = false }).CopyTo(0, values);
        Assert.Equal([255, 0], values);
        Assert.NotEqual(Images.Checksum, (Images with { IsScaled = false }).Checksum);
    }
}
