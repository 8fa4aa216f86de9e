namespace Experiments.Training.Data;

/// <summary>Pictures of two classes to train on, to stop by and to test with.</summary>
/// <param name="Name">What the pictures are, in a few words, for a figure's subtitle; no path.</param>
/// <param name="ClassNames">Names of class 0 and class 1.</param>
/// <param name="Training">The pictures to train on.</param>
/// <param name="Validation">The pictures to stop by.</param>
/// <param name="Test">The pictures to test with; null when none were asked for.</param>
/// <param name="LeftOut">A message for each bad picture that was left out, in the order of the files.</param>
public sealed record Dataset(
    string Name, IReadOnlyList<string> ClassNames, ImageSet Training, ImageSet Validation, ImageSet? Test, IReadOnlyList<string> LeftOut)
{
    /// <summary>A hash of all pictures and labels.</summary>
    public ulong Checksum => ISamples.ChecksumOf(Training, Validation, Test);
}
