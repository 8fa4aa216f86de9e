using Experiments.Losses;

namespace Experiments.Training;

/// <summary>The settings of a training run besides its architecture and data.</summary>
/// <param name="Seed">Where all streams of numbers start.</param>
/// <param name="Loss">Which loss is minimised, in the format that it trains in; the one of raw outputs where none is
/// given.</param>
/// <param name="Watch">Which loss the stopping rule watches.</param>
/// <param name="Patience">How many epochs it waits.</param>
public sealed record TrainingOptions(ulong Seed = 1, Loss? Loss = null, Watch Watch = Watch.Validation, int Patience = 15)
{
    /// <summary>Which loss is minimised.</summary>
    public Loss Loss { get; init; } = Loss ?? ArticleLosses.Logits;
}
