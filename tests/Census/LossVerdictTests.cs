using Experiments.Census;
using Experiments.Numerics.Formats;

namespace Experiments.Tests.Census;

/// <summary>The verdict on losses within bounds, against the exact verdict on each of them.</summary>
public class LossVerdictTests
{
    private static readonly float[] Numbers =
    [
        float.NegativeInfinity, -1, -0f, 0, 1e-45f, 1, 1.009f, 1.01f, 1.011f, 1.1f, 1.2f, 1.9f, 2, 2.1f, 0.991f, 0.99f, 0.9f, 0.89f,
        0.1f, 3e38f, float.PositiveInfinity, float.NaN,
    ];

    [Fact]
    public void It_is_the_verdict_on_all_that_lie_within()
    {
        foreach (var (lossLow, lossHigh) in Pairs())
        {
            foreach (var (exactLow, exactHigh) in Pairs().Where(pair => !(pair.Low < 0) && !float.IsNaN(pair.Low)))
            {
                if (LossVerdicts.Of(new Bounds(lossLow, lossHigh), new Bounds(exactLow, exactHigh)) is { } verdict)
                {
                    Assert.All(
                        new[] { (lossLow, exactLow), (lossLow, exactHigh), (lossHigh, exactLow), (lossHigh, exactHigh) },
                        pair => Assert.Equal(verdict, LossVerdicts.Of(new Float32(pair.Item1), new Float32(pair.Item2))));
                }
            }
        }
    }

    [Fact]
    public void Of_one_loss_and_one_exact_loss_it_is_known_but_at_the_ends_of_zones() => Assert.All(
        Numbers.Where(loss => !float.IsNaN(loss)),
        loss => Assert.Equal(
            loss == float.PositiveInfinity ? LossVerdict.Entirely : LossVerdicts.Of(new Float32(loss), new Float32(1.3f)),
            LossVerdicts.Of(new Bounds(loss, loss), new Bounds(1.3f, 1.3f))));

    [Fact]
    public void Bounds_of_numbers_hold_them_all_and_nan_among_others_leaves_everything_open()
    {
        Assert.Equal(new Bounds(-1, 3), Bounds.Of([2, -1, 3, 0]));
        Assert.Equal(new Bounds(double.NaN, double.NaN), Bounds.Of([float.NaN, float.NaN]));
        for (var place = 0; place < 20; place++)
        {
            var numbers = new float[20];
            numbers[place] = float.NaN;
            Assert.Equal(new Bounds(double.NegativeInfinity, double.PositiveInfinity), Bounds.Of(numbers));
            numbers[place] = -7;
            Assert.Equal(new Bounds(-7, 0), Bounds.Of(numbers));
        }
    }

    private static IEnumerable<(float Low, float High)> Pairs() =>
        from low in Numbers
        from high in Numbers
        where low <= high || (float.IsNaN(low) && float.IsNaN(high))
        select (low, high);
}
