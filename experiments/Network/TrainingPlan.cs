using Experiments.Samples;
using Experiments.Samples.Learning;
using Experiments.Training;
using Experiments.Training.Data;
using Experiments.Training.Layers;

namespace Experiments.Network;

/// <summary>The settings of a run of the network.</summary>
internal sealed record TrainingPlan : LearningSource
{
    /// <summary>recipe-a or chollet.</summary>
    public required string Net { get; init; }

    /// <summary>
    /// Whether it is the training that the rule of seeds chooses to be shown, if the stopping rule ends it: with other
    /// settings another seed may be the median.
    /// </summary>
    public bool IsShown =>
        IsEmbedded && Images == new DataOptions() && LearningRate.Equals(Architecture.RecipeA().LearningRate)
        && Training == new TrainingOptions(TrainingEvidence.ShownSeed);

    /// <summary>The learning rate.</summary>
    public required float LearningRate { get; init; }

    /// <summary>What its files are called.</summary>
    public required TrainingStems Stems { get; init; }

    /// <summary>The epoch after which training ends at the latest.</summary>
    public required int Epochs { get; init; }

    /// <summary>Patience, loss and what the stopping rule watches; the seed is that of the figures.</summary>
    public required TrainingOptions Training { get; init; }

    /// <summary>The batch sizes of which Figure 6 is drawn.</summary>
    public required IReadOnlyList<int> Batches { get; init; }

    /// <summary>Whether to go on from a checkpoint.</summary>
    public required bool Resume { get; init; }

    /// <summary>The seeds to be compared; none for the figures of one.</summary>
    public required IReadOnlyList<ulong> Seeds { get; init; }
}
