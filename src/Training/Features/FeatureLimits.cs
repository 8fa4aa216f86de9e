using Experiments.Training.Data;

namespace Experiments.Training.Features;

/// <summary>How many features this program takes, and of what kind.</summary>
internal static class FeatureLimits
{
    /// <summary>Features of a picture; Inception V3 at 299 × 299, not averaged, has 131,072.</summary>
    public const int Most = 1 << 20;

    /// <summary>Refuses features that are too many, or none.</summary>
    /// <exception cref="InputException">They are.</exception>
    public static void Check(string place, int pictures, long length)
    {
        if (length is < 1 or > Most)
        {
            var what = length < 1 ? "no features" : $"more than {Most} features";
            throw new InputException($"{place}: {what} for each picture; expected 1 to {Most}");
        }

        if (pictures * length > Array.MaxLength)
        {
            var features = $"{length} features for each of {pictures} pictures";
            var most = $"{Array.MaxLength} together at most, so take fewer pictures or an averaged output";
            throw new InputException($"{place}: {features} are more than fit in memory at once; expected {most}");
        }
    }

    /// <summary>The index of the first value that is infinite or NaN, and in words which it is.</summary>
    /// <returns>Index −1 when all are finite.</returns>
    public static (int Index, string What) NotFinite(ReadOnlySpan<float> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
            {
                return (i, float.IsNaN(values[i]) ? "NaN" : "infinite in float32");
            }
        }

        return (-1, string.Empty);
    }
}
