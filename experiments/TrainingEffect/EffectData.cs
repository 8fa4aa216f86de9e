using Experiments.Training.Data;
using Experiments.Training.Layers;

namespace Experiments.TrainingEffect;

/// <summary>A network with the data that it learns, and the factors in which they differ from the default.</summary>
/// <param name="Name">What tables call it.</param>
/// <param name="BatchSize">Samples a step.</param>
/// <param name="IsScaled">Whether pixels are in [0, 1] or in 0 … 255.</param>
/// <param name="IsLogistic">Whether it is a logistic regression.</param>
internal sealed record EffectData(string Name, int BatchSize, bool IsScaled, bool IsLogistic)
{
    private const int UsualBatch = 20;

    /// <summary>All of them, in the order of the tables.</summary>
    public static IReadOnlyList<EffectData> All { get; } =
    [
        new("photographs", UsualBatch, IsScaled: true, IsLogistic: false),
        new("photographs/batch-4", 4, IsScaled: true, IsLogistic: false),
        new("photographs/batch-1", 1, IsScaled: true, IsLogistic: false),
        new("photographs/unscaled", UsualBatch, IsScaled: false, IsLogistic: false),
        new("photographs/batch-1/unscaled", 1, IsScaled: false, IsLogistic: false),
        new("logistic", UsualBatch, IsScaled: true, IsLogistic: true),
    ];

    /// <summary>Whether it is run with flipped labels too where nothing else is asked for.</summary>
    public bool HasNoise => this == All[0] || IsLogistic;

    /// <summary>The network for images.</summary>
    public Architecture Architecture(ImageSet images) =>
        (IsLogistic
            ? Training.Layers.Architecture.Logistic(images.Length) : Training.Layers.Architecture.RecipeA(images.Height, images.Channels))
        with
        {
            BatchSize = BatchSize,
        };
}
