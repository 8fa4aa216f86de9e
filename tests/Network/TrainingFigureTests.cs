using System.Text;
using Experiments.Network;
using Experiments.Samples;
using Experiments.Tests.Output.Figures;

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

    [Fact]
    public void Raw_outputs_are_drawn_of_training_and_of_validation_images()
    {
        TrainingEpoch[] epochs =
        [
            Epoch(1, 0.6) with { Class1Max = new(10), TrainingClass1Max = new(4) },
            Epoch(2, 0.4) with { Class1Max = new(12), TrainingClass1Max = new(6) },
        ];
        var drawn = new Drawn(TrainingFigure.Draw(epochs, null, null, Caption)!);
        var lines = drawn.Paths("#E69F00").Where(path => path.Length == 2).ToArray();

        // Panels abreast have data areas from 54 to 400 and from 474 to 820; both have the same axes.
        var training = lines.Where(path => path[0].X < 400).Select(path => path[0].Y).Min();
        var validation = lines.Where(path => path[0].X > 474).Select(path => path[0].Y).Min();
        var rise = lines.Where(path => path[0].X < 400).MinBy(path => path[0].Y)!;
        Assert.Equal((10 - 4) / (6 - 4.0), (training - validation) / (rise[0].Y - rise[1].Y), 0.02);
        Assert.Contains(drawn.Words, words => words.Contains("training images during the epoch, dropout on", StringComparison.Ordinal));
        Assert.Contains(drawn.Words, words => words.Contains("validation images after the epoch", StringComparison.Ordinal));
    }

    private static TrainingEpoch Epoch(int epoch, double loss) =>
        new(epoch, loss, loss, 0.8, new(-3), new(1), new(float.NaN), new(float.PositiveInfinity), new(-4), new(2), new(-1), new(7));
}
