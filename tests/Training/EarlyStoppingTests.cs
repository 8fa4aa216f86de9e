using Experiments.Training;

namespace Experiments.Tests.Training;

public class EarlyStoppingTests
{
    [Theory]
    [InlineData(2, new[] { 3.0, 2, 1 }, null)]
    [InlineData(2, new[] { 3.0, 4, 3 }, 3)] // an equal loss has not fallen below
    [InlineData(2, new[] { 3.0, 4, 2.9, 3, 3 }, 5)]
    [InlineData(2, new[] { 3.0, 4, 2.9, 3, 2.8 }, null)]
    [InlineData(1, new[] { 1.0, double.NaN }, 2)]
    [InlineData(1, new double[0], null)]
    public void Training_stops_after_so_many_epochs_without_a_new_minimum(int patience, double[] losses, int? epoch) =>
        Assert.Equal(epoch, EarlyStopping.StopsAfter(patience, losses));

    /// <summary>torch's run of the recipe: the least validation loss in epoch 14, stopped after epoch 29.</summary>
    [Theory]
    [InlineData("trajectory_seed1_f32")]
    [InlineData("trajectory_seed1_f64")]
    public void The_recorded_run_stops_where_it_did(string name)
    {
        var run = Fixture.Json(name);
        var losses = run.GetProperty("epochs").EnumerateArray().Select(epoch => epoch.GetProperty("val_loss").GetDouble());
        Assert.Equal(run.GetProperty("stop_epoch").GetInt32(), EarlyStopping.StopsAfter(run.GetProperty("patience").GetInt32(), losses));
    }
}
