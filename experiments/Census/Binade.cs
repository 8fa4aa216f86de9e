namespace Experiments.Census;

/// <summary>The numbers of one sign from 2^Exponent up to the next power of two, by their places in the line.</summary>
/// <param name="Exponent">⌊log2 |x|⌋, of subnormal numbers too.</param>
/// <param name="First">The place of the smallest.</param>
/// <param name="Count">How many there are.</param>
internal readonly record struct Binade(int Exponent, int First, int Count)
{
    /// <summary>The place after the largest.</summary>
    public int End => First + Count;
}
