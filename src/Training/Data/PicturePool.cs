using Experiments.Losses;

namespace Experiments.Training.Data;

/// <summary>Pictures in the order of their files, from which each split takes the next ones of each class.</summary>
internal sealed class PicturePool(string place, IReadOnlyList<Picture> pictures)
{
    private readonly Queue<int>[] left =
        [.. Enumerable.Range(0, 2).Select(label => new Queue<int>(Enumerable.Range(0, pictures.Count).Where(i => pictures[i].Label == label)))];

    /// <summary>Where the pictures are, as the user wrote it.</summary>
    public string Place => place;

    /// <summary>A picture by its number in the order of the files.</summary>
    public Picture this[int index] => pictures[index];

    /// <summary>How many of a class have not been taken.</summary>
    public int Left(int label) => left[label].Count;

    /// <summary>Takes the next so many of a class, fewer when there are no more, and returns their numbers.</summary>
    public int[] Take(int label, int count) => [.. Enumerable.Range(0, Math.Min(count, Left(label))).Select(_ => left[label].Dequeue())];
}
