using Experiments.Network;
using Experiments.Numerics.Formats;
using Experiments.Samples;

namespace Experiments.Claims;

/// <summary>What the claims about training are judged by.</summary>
/// <param name="Seed">The seed of the training, and of the order in which batches are drawn.</param>
/// <param name="Early">The training images after epoch 8; null where that was not reached.</param>
/// <param name="Trained">The training images at the end.</param>
/// <param name="TestRight">How many test images are told right at the end.</param>
/// <param name="TestCount">How many there are.</param>
internal sealed record TrainingEvidence(
    ulong Seed, IReadOnlyList<NetworkSample>? Early, IReadOnlyList<NetworkSample> Trained, int TestRight, int TestCount)
{
    /// <summary>The evidence of a training that is over.</summary>
    public static TrainingEvidence Of(ulong seed, NetworkOutcome outcome, NetworkTask task)
    {
        var raw = outcome.Test ?? [];
        return new(
            seed,
            outcome.Early is { } early ? NetworkSample.Of(task.Training, early) : null,
            NetworkSample.Of(task.Training, outcome.Trained),
            raw.Where((output, i) => output > 0 == task.Test!.Label(i)).Count(),
            raw.Length);
    }
}
