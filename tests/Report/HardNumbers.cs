using Experiments.Losses;
using Experiments.Numerics.Formats;

namespace Experiments.Tests.Report;

/// <summary>Float32 numbers at which a function lies next to a midpoint of two float32 numbers.</summary>
internal static class HardNumbers
{
    private const int Searched = 1 << 20;
    private const ulong Golden = 2_654_435_761;

    // Beyond it σ and e^x are next to 0, 1 or ∞, and long to form.
    private const double Largest = 1024;
    private const float LeastNormal = 1.17549435e-38f;

    // Of the 29 bits of a float64 that float32 drops, a half; within 2^17 of it is within 2^−12 of a float32 ulp.
    private const long Half = 1L << 28;
    private const long Near = 1L << 17;

    /// <summary>The patterns, of those that are spread over all, at which an operation is hard to round.</summary>
    public static ulong[] Of(Operation operation) =>
    [
        .. Enumerable.Range(0, Searched).AsParallel().AsOrdered()
            .Select(i => unchecked((uint)((ulong)i * Golden)))
            .Where(bits => IsHard(operation, new(BitConverter.UInt32BitsToSingle(bits))))
            .Select(bits => (ulong)bits),
    ];

    private static bool IsHard(Operation operation, Float64 x)
    {
        if (!(Math.Abs(x.Value) < Largest))
        {
            return false;
        }

        var value = Evaluator<Float64>.Apply(operation, null, x, x, x).Value;
        var dropped = BitConverter.DoubleToInt64Bits(value) & ((2 * Half) - 1);
        return Math.Abs(value) is >= LeastNormal and <= float.MaxValue && Math.Abs(dropped - Half) < Near;
    }
}
