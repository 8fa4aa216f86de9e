namespace Experiments.Training.Data;

/// <summary>Which source pixel each pixel of a resized picture takes.</summary>
internal static class NearestNeighbour
{
    /// <summary>The source index of each of `size` pixels: ⌊(i + ½) · length / size⌋, in the float64 arithmetic of PIL's Image.resize.</summary>
    /// <remarks>
    /// PIL adds the scale up pixel by pixel, and where the exact value is a whole number the rounding of those sums decides:
    /// from 500 pixels to 150 it does so at 50 of them. IEEE addition gives the same indices on every machine.
    /// </remarks>
    public static int[] Indices(int length, int size)
    {
        var scale = (double)length / size;
        var at = scale * 0.5;
        var indices = new int[size];
        for (var i = 0; i < size; i++, at += scale)
        {
            indices[i] = (int)at;
        }

        return indices;
    }
}
