namespace Experiments.Claims;

/// <summary>What claims are judged by.</summary>
/// <param name="Run">Says on stderr how far the work is, and when it is to stop.</param>
/// <param name="Formulas">The formulas.</param>
/// <param name="Training">A training of the network; null where none is to be had.</param>
/// <param name="Features">A training on features of a pretrained model; null where none was given.</param>
internal sealed record Evidence(Run Run, IFormulas Formulas, TrainingEvidence? Training, TrainingEvidence? Features)
{
    /// <summary>Threads that share the longest work; no result depends on them.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
