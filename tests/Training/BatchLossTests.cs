using Experiments.Losses;
using Experiments.Training;

namespace Experiments.Tests.Training;

public class BatchLossTests
{
    [Fact]
    public void The_gradient_of_raw_outputs_is_formed_in_float64_and_rounded_once()
    {
        // σ(1) = 0.7310585786300049 (MPFR), divided by 20.
        Assert.Equal((float)(0.7310585786300049 / 20), BatchLoss.For(ArticleLosses.Logits).Gradient(1, label: false, 20));
        Assert.Equal((float)((0.7310585786300049 - 1) / 20), BatchLoss.For(ArticleLosses.Logits).Gradient(1, label: true, 20));
        Assert.Equal(-0.25f, BatchLoss.For(ArticleLosses.Logits).Gradient(0, label: true, 2));
    }

    [Fact]
    public void The_clip_of_sigmoid_outputs_stops_the_gradient()
    {
        Assert.Equal(-0.25f, BatchLoss.For(ArticleLosses.Clipped).Gradient(0, label: true, 2));
        Assert.Equal(0, BatchLoss.For(ArticleLosses.Clipped).Gradient(17, label: false, 2));
        Assert.Equal(0.5f, BatchLoss.For(ArticleLosses.Logits).Gradient(17, label: false, 2), 1e-7f);
        Assert.Equal(0, BatchLoss.For(ArticleLosses.Clipped).Gradient(-17, label: true, 2));
    }

    [Fact]
    public void The_mean_is_over_samples_in_float64()
    {
        // log 2 and log(1 + e) (MPFR).
        Assert.Equal((0.6931471805599453 + 1.3132616875182228) / 2, BatchLoss.For(ArticleLosses.Logits).Mean([0, 1], [true, false]));
        Assert.Equal(1.1920929e-7f, (float)BatchLoss.For(ArticleLosses.Clipped).Mean([17], [true]), 1e-12f);
    }
}
