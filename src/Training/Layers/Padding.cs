namespace Experiments.Training.Layers;

/// <summary>What a 3×3 convolution sees beyond the edge of an image.</summary>
public enum Padding
{
    /// <summary>One row or column of zeros on each side: the output has the size of the input.</summary>
    Same,

    /// <summary>Nothing: the output is smaller by two rows and two columns.</summary>
    Valid,
}
