namespace Experiments.Training;

/// <summary>The least and the largest raw output of a class; NaN when it has no sample.</summary>
public readonly record struct OutputRange(float Minimum, float Maximum)
{
    /// <summary>The range of the outputs whose label is the one given.</summary>
    public static OutputRange Of(ReadOnlySpan<float> raw, ReadOnlySpan<bool> labels, bool label)
    {
        var range = new OutputRange(float.NaN, float.NaN);
        for (var i = 0; i < raw.Length; i++)
        {
            if (labels[i] == label)
            {
                range = new(range.Minimum <= raw[i] ? range.Minimum : raw[i], range.Maximum >= raw[i] ? range.Maximum : raw[i]);
            }
        }

        return range;
    }
}
