namespace Experiments.Training;

/// <summary>
/// Training cannot go on: a raw output, a loss, a weight or RMSprop's mean of its squared gradients is infinite or NaN.
/// The message says in which epoch and batch.
/// </summary>
public sealed class TrainingException(string message) : Exception(message);
