using Experiments.Losses.Frameworks;

namespace Experiments.Training.Features;

/// <summary>The order of a model's input: N pictures, H rows, W columns, C channels.</summary>
public enum ModelLayout
{
    /// <summary>A pixel's channels side by side, as in TensorFlow.</summary>
    Nhwc,

    /// <summary>A plane for each channel, as in PyTorch.</summary>
    Nchw,
}
