using Experiments.Numerics.Formats;
using Experiments.Output.Figures;
using Experiments.Samples;

namespace Experiments.Network;

/// <summary>
/// The epochs of a training: losses, accuracy, and how far apart the raw outputs of the classes move; and where the
/// stopping rule acts.
/// </summary>
internal static class TrainingFigure
{
    // Words stand above the curve where it ends below this.
    private const double LowAccuracy = 0.75;

    /// <summary>The figure; null where there is no epoch.</summary>
    /// <param name="epochs">The epochs, in order.</param>
    /// <param name="stopByValidation">The epoch where the rule stops when it watches the validation loss; null where
    /// that is not reached.</param>
    /// <param name="stopByTraining">The same for the training loss.</param>
    /// <param name="caption">What the training is about.</param>
    public static Figure? Draw(IReadOnlyList<TrainingEpoch> epochs, int? stopByValidation, int? stopByTraining, Caption caption)
    {
        if (epochs.Count == 0)
        {
            return null;
        }

        double[] x = [.. epochs.Select(epoch => (double)epoch.Epoch)];
        (string Watched, int? Epoch)[] stops = [("validation", stopByValidation), ("training", stopByTraining)];
        var ranges = Extent.Of([.. Raws(epochs).SelectMany(range => range.Values), Clip.LowUpto.Value, Clip.HighFrom.Value]).Widened(0.05);
        Panel[] panels =
        [
            Losses(epochs, x), Accuracy(epochs, x),
            Raw(epochs, x, ranges, isTraining: true), Raw(epochs, x, ranges, isTraining: false),
        ];
        foreach (var (watched, epoch) in stops)
        {
            if (epoch is { } stop)
            {
                panels[0].Threshold(stop, "");
                panels[1].Threshold(stop, $"stop by\n{watched} loss", atTop: epochs[^1].ValidationAccuracy < LowAccuracy);
                panels[2].Threshold(stop, "");
                panels[3].Threshold(stop, "");
            }
        }

        // Last, so that no line crosses its text.
        panels[0].Reference(epochs.MinBy(epoch => epoch.ValidationLoss).Epoch, "least validation loss");
        return new(
            [
                (Style.Training, "training images"),
                (Style.Validation, "validation images"),
                new(Style.Class(true), "class 1", Swatch.Filled),
                new(Style.Class(false), "class 0", Swatch.Filled),
                new(Style.ClipZone, "clipped", Swatch.Filled),
            ],
            [panels[..2], panels[2..]])
        {
            Subtitle = [.. caption.About, .. stops.Select(stop => $"stop by {stop.Watched} loss: {When(stop.Epoch)}")],
        };

        string When(int? epoch) => epoch is null ? $"not by epoch {epochs[^1].Epoch}" : $"epoch {epoch}";
    }

    private static Panel Losses(IReadOnlyList<TrainingEpoch> epochs, double[] x)
    {
        double[] training = [.. epochs.Select(epoch => epoch.TrainingLoss)];
        double[] validation = [.. epochs.Select(epoch => epoch.ValidationLoss)];
        var most = 1.15 * Extent.Of([.. training, .. validation]).Max;
        var panel = new Panel("losses", Epochs(x), Axis.Linear("mean loss", new(0, most), "nat"));
        panel.Curve(Style.Training, x, training);
        panel.Curve(Style.Validation, x, validation);
        return panel;
    }

    private static Panel Accuracy(IReadOnlyList<TrainingEpoch> epochs, double[] x)
    {
        double[] accuracy = [.. epochs.Select(epoch => epoch.ValidationAccuracy)];
        var y = Extent.Of(accuracy).Widened(0.05).Or(new(0.5, 1)).And(new(0, 1));
        var panel = new Panel("accuracy", Epochs(x), Axis.Linear("validation accuracy", y));
        panel.Curve(Style.Validation, x, accuracy);
        return panel;
    }

    private static Panel Raw(IReadOnlyList<TrainingEpoch> epochs, double[] x, Extent y, bool isTraining)
    {
        var panel = new Panel(
            isTraining ? "raw outputs of training images during the epoch, dropout on" : "raw outputs of validation images after the epoch",
            Epochs(x),
            Axis.Linear("raw output", y));
        panel.Zone(Style.ClipZone, Extent.All, new(Clip.HighFrom.Value, double.MaxValue));
        panel.Zone(Style.ClipZone, Extent.All, new(double.MinValue, Clip.LowUpto.Value));
        foreach (var classes in Raws(epochs).Where(range => range.IsTraining == isTraining).Chunk(2))
        {
            panel.Shade(Style.Class(classes[0].Label), x, classes[0].Values, classes[1].Values);
            foreach (var (_, label, values) in classes)
            {
                panel.Curve(Style.Class(label), x, values);
            }
        }

        return panel;
    }

    /// <summary>The least and largest raw outputs of each class of validation and of training images.</summary>
    private static IEnumerable<(bool IsTraining, bool Label, double[] Values)> Raws(IReadOnlyList<TrainingEpoch> epochs)
    {
        yield return (false, true, Column(epoch => epoch.Class1Min));
        yield return (false, true, Column(epoch => epoch.Class1Max));
        yield return (false, false, Column(epoch => epoch.Class0Min));
        yield return (false, false, Column(epoch => epoch.Class0Max));
        yield return (true, true, Column(epoch => epoch.TrainingClass1Min));
        yield return (true, true, Column(epoch => epoch.TrainingClass1Max));
        yield return (true, false, Column(epoch => epoch.TrainingClass0Min));
        yield return (true, false, Column(epoch => epoch.TrainingClass0Max));

        double[] Column(Func<TrainingEpoch, Float32> value) => [.. epochs.Select(epoch => (double)value(epoch).Value)];
    }

    private static Axis Epochs(double[] x) => Axis.Count("epoch", new(0, 1.05 * x[^1]));
}
