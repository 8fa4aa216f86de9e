namespace Experiments.Training;

/// <summary>What a batch ended with.</summary>
/// <param name="Epoch">Counted from 1.</param>
/// <param name="Batch">Counted from 0.</param>
/// <param name="Batches">Batches of an epoch.</param>
/// <param name="Loss">The batch's mean, dropout on.</param>
/// <param name="RunningLoss">The mean over the epoch's samples so far.</param>
public readonly record struct BatchResult(int Epoch, int Batch, int Batches, double Loss, double RunningLoss);
