namespace Experiments.Training;

/// <summary>What a training run is told besides its architecture and data.</summary>
/// <param name="Seed">Where all streams of numbers start.</param>
/// <param name="Loss">Which loss is minimised.</param>
/// <param name="Watch">Which loss the stopping rule watches.</param>
/// <param name="Patience">How many epochs it waits.</param>
public sealed record TrainingOptions(ulong Seed = 1, LossKind Loss = LossKind.Logits, Watch Watch = Watch.Validation, int Patience = 15);
