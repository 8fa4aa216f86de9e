namespace Experiments.Training;

/// <summary>What an epoch ended with.</summary>
/// <param name="Epoch">Counted from 1.</param>
/// <param name="TrainingLoss">The running mean over the epoch's batches, dropout on, each weighted by its size:
/// float64, in their order.</param>
/// <param name="ValidationLoss">The mean over the validation samples, dropout off: float64, in their order.</param>
/// <param name="ValidationAccuracy">The fraction of validation samples whose raw output is above 0 just when their
/// label is 1.</param>
/// <param name="Class0">The raw outputs of validation samples of class 0.</param>
/// <param name="Class1">The raw outputs of validation samples of class 1.</param>
/// <param name="Training0">The raw outputs that the training losses of class 0 are of: over the epoch's batches,
/// dropout on.</param>
/// <param name="Training1">The same of class 1.</param>
public sealed record EpochResult(
    int Epoch,
    double TrainingLoss,
    double ValidationLoss,
    double ValidationAccuracy,
    OutputRange Class0,
    OutputRange Class1,
    OutputRange Training0,
    OutputRange Training1);
