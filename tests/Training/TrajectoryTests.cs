using Experiments.Training;

namespace Experiments.Tests.Training;

public class TrajectoryTests
{
    private const int Steps = 10;
    private const double Tolerance = 1e-6;

    /// <summary>From step 26 on float32 and float64 part: ReLU's and RMSprop's answer to the last digit.</summary>
    [Theory]
    [InlineData("trajectory_seed1_f32")]
    [InlineData("trajectory_seed1_f64")]
    public void The_first_10_losses_of_recipe_A_on_the_photographs_are_torchs(string name)
    {
        var expected = Fixture.Json(name);
        var training = Idx.Read("train");
        var trainer = new Trainer(Architecture.RecipeA(), new(), training, Idx.Read("validation"), threads: 2);
        var first = Fixture.Numbers(expected.GetProperty("logits_init_first8"));
        Assert.All(first.Zip(trainer.Network.Outputs(training, TestContext.Current.CancellationToken)), pair => Assert.Equal(pair.First, pair.Second, Tolerance));
        var losses = Fixture.Numbers(expected.GetProperty("steps"));
        for (var batch = 0; batch < Steps; batch++)
        {
            Assert.Equal(losses[batch], trainer.Step(1, batch, trainer.Batch(1, batch)), Tolerance);
        }
    }
}
