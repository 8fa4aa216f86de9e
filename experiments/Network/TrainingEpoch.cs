using Experiments.Numerics.Formats;
using Experiments.Output.Tables;
using Experiments.Readback;
using Experiments.Training;

namespace Experiments.Network;

/// <summary>
/// An epoch of training: losses in nats, the least and largest raw outputs of each class of validation images after it,
/// and those of training images during it, dropout on.
/// </summary>
internal readonly record struct TrainingEpoch(
    int Epoch,
    double TrainingLoss,
    double ValidationLoss,
    double ValidationAccuracy,
    Float32 Class0Min,
    Float32 Class0Max,
    Float32 Class1Min,
    Float32 Class1Max,
    Float32 TrainingClass0Min,
    Float32 TrainingClass0Max,
    Float32 TrainingClass1Min,
    Float32 TrainingClass1Max)
{
    /// <summary>The table of epochs.</summary>
    public static Table<TrainingEpoch> Table { get; } = new(
        new("epoch", epoch => epoch.Epoch) { IsKey = true },
        new("training_loss", epoch => epoch.TrainingLoss),
        new("validation_loss", epoch => epoch.ValidationLoss),
        new("validation_accuracy", epoch => epoch.ValidationAccuracy),
        new("class0_min", epoch => Number.From(epoch.Class0Min), Float32.Name),
        new("class0_max", epoch => Number.From(epoch.Class0Max), Float32.Name),
        new("class1_min", epoch => Number.From(epoch.Class1Min), Float32.Name),
        new("class1_max", epoch => Number.From(epoch.Class1Max), Float32.Name),
        new("training_class0_min", epoch => Number.From(epoch.TrainingClass0Min), Float32.Name),
        new("training_class0_max", epoch => Number.From(epoch.TrainingClass0Max), Float32.Name),
        new("training_class1_min", epoch => Number.From(epoch.TrainingClass1Min), Float32.Name),
        new("training_class1_max", epoch => Number.From(epoch.TrainingClass1Max), Float32.Name));

    /// <summary>An epoch as its table has it.</summary>
    public static TrainingEpoch Read(WrittenRow row) => new(
        (int)row.Count("epoch"),
        row.Value("training_loss"),
        row.Value("validation_loss"),
        row.Value("validation_accuracy"),
        new(row.Single("class0_min")),
        new(row.Single("class0_max")),
        new(row.Single("class1_min")),
        new(row.Single("class1_max")),
        new(row.Single("training_class0_min")),
        new(row.Single("training_class0_max")),
        new(row.Single("training_class1_min")),
        new(row.Single("training_class1_max")));

    /// <summary>The epochs of a training.</summary>
    public static IReadOnlyList<TrainingEpoch> Of(IReadOnlyList<EpochResult> epochs) =>
    [
        .. epochs.Select(epoch => new TrainingEpoch(
            epoch.Epoch,
            epoch.TrainingLoss,
            epoch.ValidationLoss,
            epoch.ValidationAccuracy,
            new(epoch.Class0.Minimum),
            new(epoch.Class0.Maximum),
            new(epoch.Class1.Minimum),
            new(epoch.Class1.Maximum),
            new(epoch.Training0.Minimum),
            new(epoch.Training0.Maximum),
            new(epoch.Training1.Minimum),
            new(epoch.Training1.Maximum))),
    ];
}
