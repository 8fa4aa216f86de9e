namespace Experiments.Audit;

/// <summary>Consecutive samples: numbers of a format, labels, and where each stands in the file.</summary>
/// <param name="Given">Raw outputs, or probabilities.</param>
/// <param name="Labels">Labels from 0 to 1.</param>
/// <param name="Rows">The row of each, from 1 on; rows of several outputs have as many samples.</param>
/// <param name="Outputs">Which of its row's outputs each is, from 1 on.</param>
internal sealed record SampleBlock<T>(T[] Given, T[] Labels, long[] Rows, int[] Outputs)
{
    /// <summary>How many samples a block has at most.</summary>
    public const int Size = 1 << 12;
}

/// <summary>What makes a block of what is read, one sample after the other.</summary>
internal sealed class SampleBlocks<T>
{
    private readonly List<T> given = new(SampleBlock<T>.Size);
    private readonly List<T> labels = new(SampleBlock<T>.Size);
    private readonly List<long> rows = new(SampleBlock<T>.Size);
    private readonly List<int> outputs = new(SampleBlock<T>.Size);

    /// <summary>Whether a block is full.</summary>
    public bool IsFull => given.Count >= SampleBlock<T>.Size;

    /// <summary>Adds a sample.</summary>
    public void Add(T value, T label, long row, int output)
    {
        given.Add(value);
        labels.Add(label);
        rows.Add(row);
        outputs.Add(output);
    }

    /// <summary>The block so far; the next one begins.</summary>
    public SampleBlock<T> Take()
    {
        var block = new SampleBlock<T>([.. given], [.. labels], [.. rows], [.. outputs]);
        given.Clear();
        labels.Clear();
        rows.Clear();
        outputs.Clear();
        return block;
    }
}
