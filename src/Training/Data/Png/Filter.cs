using Experiments.Numerics.Formats;

namespace Experiments.Training.Data.Png;

/// <summary>What a PNG's row was predicted from: the bytes left, above and above left of each (PNG specification, clause 9).</summary>
internal static class Filter
{
    /// <summary>How many there are.</summary>
    public const int Count = 5;

    /// <summary>Adds the prediction to each byte of a row, in place; the row above the first is zeros, and a pixel's bytes are `distance` apart.</summary>
    public static void Undo(int kind, Span<byte> row, ReadOnlySpan<byte> above, int distance)
    {
        for (var i = 0; i < row.Length; i++)
        {
            var (left, corner) = i < distance ? ((byte)0, (byte)0) : (row[i - distance], above[i - distance]);
            row[i] = unchecked((byte)(row[i] + kind switch
            {
                1 => left,
                2 => above[i],
                3 => (left + above[i]) / 2,
                4 => Nearest(left, above[i], corner),
                _ => 0,
            }));
        }
    }

    /// <summary>Of the three the nearest to left + above − corner, the first of equally near ones (Paeth).</summary>
    private static int Nearest(int left, int above, int corner)
    {
        var (toLeft, toAbove) = (Math.Abs(above - corner), Math.Abs(left - corner));
        var toCorner = Math.Abs(left + above - (2 * corner));
        return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
    }
}
