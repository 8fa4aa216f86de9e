using System.Text;
using Experiments.Network;
using Experiments.Samples;

namespace Experiments.Tests.Network;

public class TrainingFigureTests
{
    private static readonly Caption Caption =
        new("photographs", "cat", "dog", "a net", Seed: 7, IsShown: false, Epoch: 3, IsStop: true, ValidationAccuracy: 0.854);

    [Fact]
    public void A_training_shows_where_each_rule_stops()
    {
        TrainingEpoch[] epochs = [Epoch(1, 0.6), Epoch(2, 0.4), Epoch(3, 0.5)];
        var text = Encoding.UTF8.GetString(TrainingFigure.Draw(epochs, 3, null, Caption)!.ToSvg());
        Assert.Contains("stop by validation loss: epoch 3", text, StringComparison.Ordinal);
        Assert.Contains("stop by training loss: not by epoch 3", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_epoch_can_be_drawn_and_none_gives_no_figure()
    {
        Assert.NotEmpty(TrainingFigure.Draw([Epoch(1, 0.6)], null, null, Caption)!.ToPng());
        Assert.Null(TrainingFigure.Draw([], null, null, Caption));
    }

    private static TrainingEpoch Epoch(int epoch, double loss) =>
        new(epoch, loss, loss, 0.8, new(-3), new(1), new(float.NaN), new(float.PositiveInfinity));
}
