using Experiments.Cli;
using Experiments.Training;
using Experiments.Training.Data;

namespace Experiments.Samples;

/// <summary>The settings that commands which train have in common.</summary>
internal static class TrainingSettings
{
    /// <summary>The longest training.</summary>
    public const int MostEpochs = 100_000;

    /// <summary>The most images of a set.</summary>
    public const int MostImages = 10_000_000;

    private static readonly DataOptions Images = new();

    /// <summary>Images to train on.</summary>
    public static Setting<int> Train { get; } =
        Setting.Integer("--train", "images to train on, half of each class", Images.Train, 2, MostImages);

    /// <summary>Images to stop by.</summary>
    public static Setting<int> Validation { get; } =
        Setting.Integer("--validation", "images that decide when to stop", Images.Validation, 2, MostImages);

    /// <summary>How long the stopping rule waits.</summary>
    public static Setting<int> Patience { get; } = Setting.Integer(
        "--patience", "stop after so many epochs without a lower loss", new TrainingOptions().Patience, 1, MostEpochs);
}
