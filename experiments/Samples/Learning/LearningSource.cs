using Experiments.Training.Data;

namespace Experiments.Samples.Learning;

/// <summary>Where what a network learns comes from.</summary>
internal record LearningSource
{
    /// <summary>The command, by which messages begin.</summary>
    public required string Command { get; init; }

    /// <summary>The user's images; null for the embedded ones.</summary>
    public required string? Data { get; init; }

    /// <summary>Features of a pretrained network; null to learn from the images themselves.</summary>
    public required FeatureSource? Features { get; init; }

    /// <summary>How many images, which and how large.</summary>
    public required DataOptions Images { get; init; }

    /// <summary>Threads that share the work.</summary>
    public required int Threads { get; init; }

    /// <summary>The folder of checkpoints and features; null to keep none.</summary>
    public required string? State { get; init; }

    /// <summary>Whether the network sees the embedded images, and nothing of the user's.</summary>
    public bool IsEmbedded => this is { Data: null, Features: null };
}
