using Experiments.Cli;
using Experiments.Losses;
using Experiments.Numerics.Formats;
using Experiments.Samples;
using Experiments.Samples.Learning;

namespace Experiments.Claims;

/// <summary>What claims are judged by.</summary>
/// <param name="Work">Says on stderr how far the work is, and when it is to stop.</param>
/// <param name="Training">A training of the network; null where there is none.</param>
internal sealed record Evidence(Work Work, TrainingEvidence? Training)
{
    /// <summary>A training on features of a pretrained model; null where none was given.</summary>
    public TrainingEvidence? Features { get; init; }

    /// <summary>Paired trainings of a few seeds; null where there are none.</summary>
    public IReadOnlyList<PairedTraining>? Pairs { get; init; }

    /// <summary>The formulas: as written, but for tests.</summary>
    public ArticleFormulas Formulas { get; init; } = ArticleFormulas.Written;

    /// <summary>The formats that a claim about formats is judged in: all, but for tests.</summary>
    public IReadOnlyList<NumberFormat> Formats { get; init; } = NumberFormat.Usual;

    /// <summary>Threads that share the longest work; no result depends on them.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
