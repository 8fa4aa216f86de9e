using Experiments.Training;

namespace Experiments.Network;

/// <summary>What a training came to.</summary>
/// <param name="Epochs">Its epochs.</param>
/// <param name="IsStop">Whether the stopping rule ended it, rather than the limit of epochs.</param>
/// <param name="Early">The raw outputs of the training images after epoch 8; null where that was not reached.</param>
/// <param name="Trained">Their raw outputs at the end.</param>
/// <param name="Test">The raw outputs of the test images at the end; null where there are none.</param>
internal sealed record NetworkOutcome(IReadOnlyList<EpochResult> Epochs, bool IsStop, float[]? Early, float[] Trained, float[]? Test);
