namespace Experiments.Training.Features;

/// <summary>The order in which a model takes a pixel's colours.</summary>
public enum ChannelOrder
{
    /// <summary>Red, green, blue.</summary>
    Rgb,

    /// <summary>Blue, green, red.</summary>
    Bgr,
}
