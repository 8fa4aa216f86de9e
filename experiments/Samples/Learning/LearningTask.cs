using Experiments.Training.Data;
using Experiments.Training.Layers;

namespace Experiments.Samples.Learning;

/// <summary>What a network is to learn.</summary>
/// <param name="Name">What the pictures are, for a figure's subtitle.</param>
/// <param name="ClassNames">Names of class 0 and class 1.</param>
/// <param name="Net">What users call the network.</param>
/// <param name="Architecture">The network.</param>
/// <param name="Training">The samples to train on.</param>
/// <param name="Validation">The samples to stop by.</param>
/// <param name="Test">The samples to test with; null when none were asked for.</param>
internal sealed record LearningTask(
    string Name,
    IReadOnlyList<string> ClassNames,
    string Net,
    Architecture Architecture,
    ISamples Training,
    ISamples Validation,
    ISamples? Test)
{
    /// <summary>A hash of all samples and labels.</summary>
    public ulong Checksum => ISamples.ChecksumOf(Training, Validation, Test);
}
