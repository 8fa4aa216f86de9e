namespace Experiments.Training.Data;

/// <summary>Pictures in the order of their files, from which each split takes the next ones of each class.</summary>
/// <param name="place">What messages call the place where they are.</param>
/// <param name="labels">The class of each, 0 or 1, or <see cref="Neither"/>.</param>
/// <param name="read">A picture by its number; of a bad one it throws the <see cref="InputException"/>.</param>
internal sealed class PicturePool(string place, IReadOnlyList<byte> labels, Func<int, Raster> read)
{
    /// <summary>The label of a picture that is of neither class.</summary>
    public const byte Neither = byte.MaxValue;

    private readonly int[] left = [labels.Count(label => label == 0), labels.Count(label => label == 1)];

    // The picture from which on the search for the next one of a class goes.
    private readonly int[] next = [0, 0];

    /// <summary>What messages call the place where they are.</summary>
    public string Place => place;

    /// <summary>The class of a picture.</summary>
    public byte Label(int index) => labels[index];

    /// <summary>Reads a picture.</summary>
    /// <exception cref="InputException">It is bad.</exception>
    public Raster Read(int index) => read(index);

    /// <summary>How many of a class have not been taken.</summary>
    public int Left(int label) => left[label];

    /// <summary>Takes the next so many of a class, fewer when there are no more, and returns their numbers.</summary>
    public int[] Take(int label, int count)
    {
        var taken = new int[Math.Min(count, left[label])];
        for (var i = 0; i < taken.Length; next[label]++)
        {
            if (labels[next[label]] == label)
            {
                taken[i++] = next[label];
            }
        }

        left[label] -= taken.Length;
        return taken;
    }
}
