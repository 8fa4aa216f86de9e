namespace Experiments.Training;

/// <summary>Pictures of two classes and their labels, 0 or 1. Pixels are bytes in the order picture, row, column, channel.</summary>
#pragma warning disable CA1819 // The arrays are the data, a hundred megabytes of it, which nobody wants copied.
public sealed record ImageSet(string Name, int Height, int Width, int Channels, byte[] Pixels, byte[] Labels)
#pragma warning restore CA1819
{
    /// <summary>How many pictures there are.</summary>
    public int Count => Labels.Length;
}
