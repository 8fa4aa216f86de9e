using Experiments.Cli;
using Experiments.Numerics.Formats;

namespace Experiments.Network;

/// <summary>An epoch of training: losses in nats, and the least and largest raw outputs of each class of validation images after it.</summary>
internal readonly record struct NetworkEpoch(
    int Epoch,
    double TrainingLoss,
    double ValidationLoss,
    double ValidationAccuracy,
    Float32 Class0Min,
    Float32 Class0Max,
    Float32 Class1Min,
    Float32 Class1Max)
{
    public static IReadOnlyList<string> Header { get; } =
    [
        "epoch", "training_loss", "validation_loss", "validation_accuracy",
        "class0_min", "class0_max", "class1_min", "class1_max",
    ];

    /// <summary>The cells of its row.</summary>
    public IReadOnlyList<string> Cells =>
    [
        Cell.Of(Epoch), Cell.Of(TrainingLoss), Cell.Of(ValidationLoss), Cell.Of(ValidationAccuracy),
        Cell.Of(Class0Min), Cell.Of(Class0Max), Cell.Of(Class1Min), Cell.Of(Class1Max),
    ];
}
