using Experiments.Losses;

namespace Experiments.Training;

/// <summary>Which loss a network is trained with.</summary>
public enum LossKind
{
    /// <summary>Binary cross-entropy of raw outputs.</summary>
    Logits,

    /// <summary>Keras 2.2.4's binary cross-entropy of sigmoid outputs, clipped, all of it in float32.</summary>
    Sigmoid,
}
