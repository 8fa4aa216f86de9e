namespace Experiments.Training;

/// <summary>The least and the largest raw output of a class; NaN when it has no sample.</summary>
public readonly record struct OutputRange(float Minimum, float Maximum)
{
    /// <summary>The range without an output.</summary>
    public static OutputRange None => new(float.NaN, float.NaN);

    /// <summary>The range of the outputs whose label is the one given.</summary>
    public static OutputRange Of(ReadOnlySpan<float> raw, ReadOnlySpan<bool> labels, bool label)
    {
        var range = None;
        for (var i = 0; i < raw.Length; i++)
        {
            if (labels[i] == label)
            {
                range = range.Or(new(raw[i], raw[i]));
            }
        }

        return range;
    }

    /// <summary>The range of the outputs of both.</summary>
    public OutputRange Or(OutputRange other) =>
        new(float.MinNumber(Minimum, other.Minimum), float.MaxNumber(Maximum, other.Maximum));
}
