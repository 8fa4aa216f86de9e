using Experiments.Samples.Learning;
using Experiments.Training.Data;
using Experiments.Training.Layers;

namespace Experiments.TrainingEffect;

/// <summary>A network with the data that it learns, and the factors in which they differ from the default.</summary>
/// <param name="Name">What tables call it.</param>
/// <param name="BatchSize">Samples a step.</param>
internal sealed record EffectData(string Name, int BatchSize = EffectData.UsualBatch)
{
    private const int UsualBatch = 20;

    /// <summary>All of them, in the order of the tables.</summary>
    public static IReadOnlyList<EffectData> All { get; } =
    [
        new(EffectNames.Photographs) { HasNoise = true },
        new($"{EffectNames.Photographs}/batch-4", 4),
        new($"{EffectNames.Photographs}/batch-1", 1),
        new($"{EffectNames.Photographs}/unscaled") { IsScaled = false },
        new(EffectNames.Extreme, 1) { IsScaled = false },
        new(EffectNames.Logistic) { IsLogistic = true, HasNoise = true },
        new("features") { IsOnFeatures = true },
        new("features/logistic") { IsOnFeatures = true, IsLogistic = true },
    ];

    /// <summary>Whether pixels are in [0, 1] or in 0 … 255.</summary>
    public bool IsScaled { get; private init; } = true;

    /// <summary>Whether it is a logistic regression.</summary>
    public bool IsLogistic { get; private init; }

    /// <summary>Whether it learns from features of a frozen network.</summary>
    public bool IsOnFeatures { get; private init; }

    /// <summary>Whether it is run with flipped labels too where nothing else is asked for.</summary>
    public bool HasNoise { get; private init; }

    /// <summary>Whether all arms are for it, or those for networks on images alone.</summary>
    public bool HasAllArms => IsLogistic || IsOnFeatures;

    /// <summary>The network for samples; a head on features has a learning rate of its own.</summary>
    public Architecture Architecture(ISamples samples, float headRate) => Network(samples, headRate) with { BatchSize = BatchSize };

    private Architecture Network(ISamples samples, float headRate) =>
        IsLogistic ? Training.Layers.Architecture.Logistic(samples.Length)
        : samples is ImageSet images ? Training.Layers.Architecture.RecipeA(images.Height, images.Channels)
        : Training.Layers.Architecture.Head(samples.Length) with { LearningRate = headRate };
}
