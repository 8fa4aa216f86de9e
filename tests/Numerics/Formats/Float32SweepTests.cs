using System.Collections.Concurrent;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Tests.Numerics.Formats;

/// <summary>
/// exp, log and log1p of float32 against proven bounds of the true value: every 4,093rd pattern, and around each edge.
/// </summary>
public class Float32SweepTests
{
    private const uint Stride = 4093;

    // Overflow and underflow of exp, its first subnormal and its last 0; −1 and 1; where log1p begins to differ from x.
    private static readonly float[] Thresholds =
        [88.72284f, -87.33655f, -103.27893f, -103.97208f, 1, -1, 3.4e-4f, -3.4e-4f, 5.96e-8f, -5.96e-8f];

    [Theory]
    [InlineData("exp")]
    [InlineData("log")]
    [InlineData("log1p")]
    public void Results_are_correctly_rounded(string function)
    {
        var wrong = new ConcurrentBag<string>();
        Parallel.For(0L, (uint.MaxValue / Stride) + 1, i => Check((uint)(i * Stride)));
        var binades = Enumerable.Range(0, 512).Select(binade => (uint)binade << 23);
        foreach (var edge in binades.Concat(Thresholds.Select(BitConverter.SingleToUInt32Bits)))
        {
            Parallel.For(-64, 65, i => Check(unchecked(edge + (uint)i)));
        }

        Assert.Empty(wrong.Take(10));

        void Check(uint bits)
        {
            var x = BitConverter.UInt32BitsToSingle(bits);
            var result = Ops.Apply(function, new Float32(x)).Value;
            if (!IsCorrect(function, x, result))
            {
                wrong.Add($"{function}({x:R}), bits {bits:X8}: {result:R}");
            }
        }
    }

    [Theory]
    [InlineData("exp", 0f, 1f, true)]
    [InlineData("exp", 1f, 2.7182817f, true)]
    [InlineData("exp", 1f, 2.718282f, false)]
    [InlineData("log", 2f, 0.6931472f, true)]
    [InlineData("log", 2f, 0.69314724f, false)]
    [InlineData("log1p", 1e-10f, 1e-10f, true)]
    [InlineData("log1p", 1e-10f, 0f, false)]
    [InlineData("exp", 100f, float.MaxValue, false)]
    [InlineData("exp", -200f, float.Epsilon, false)]
    public void The_check_tells_right_from_wrong(string function, float x, float result, bool expected) =>
        Assert.Equal(expected, IsCorrect(function, x, result));

    /// <summary>Whether the true value lies between the midpoints of the result and its neighbours.</summary>
    internal static bool IsCorrect(string function, float x, float result)
    {
        if (Special(function, x) is { } special)
        {
            return BitConverter.SingleToInt32Bits(special) == BitConverter.SingleToInt32Bits(result)
                || (float.IsNaN(special) && float.IsNaN(result));
        }

        if (float.IsNaN(result))
        {
            return false;
        }

        var (lower, upper) = (Midpoint(result, -1), Midpoint(result, 1));
        for (var bits = 80; ; bits *= 2)
        {
            var bounds = Ops.Bounds(function, Exact(x), bits);
            if (bounds.Lower > lower && (result == float.PositiveInfinity || bounds.Upper < upper))
            {
                return true;
            }

            if (bounds.Upper <= lower || bounds.Lower >= upper)
            {
                return false;
            }
        }
    }

    /// <summary>
    /// The result where it is no rounding: by definition, or since e^100 > 2^129 and e^−110 &lt; 2^−151.
    /// </summary>
    private static float? Special(string function, float x) => (function, x) switch
    {
        (_, float.NaN) => float.NaN,
        ("exp", > 100) => float.PositiveInfinity,
        ("exp", < -110) => 0,
        ("log", 0) => float.NegativeInfinity,
        ("log", < 0) => float.NaN,
        ("log" or "log1p", float.PositiveInfinity) => x,
        ("log1p", 0) => x,
        ("log1p", -1) => float.NegativeInfinity,
        ("log1p", < -1) => float.NaN,
        _ => null,
    };

    /// <summary>
    /// Halfway from a result to the next number; 2^128 takes the place of ∞, and a zero's neighbours are subnormal.
    /// </summary>
    private static Dyadic Midpoint(float result, int direction)
    {
        var neighbour = direction > 0 ? float.BitIncrement(result) : float.BitDecrement(result);
        return (Exact(result) + Exact(neighbour)).Scale(-1);
    }

    private static Dyadic Exact(float x)
    {
        if (float.IsInfinity(x))
        {
            return new(float.IsNegative(x) ? -1 : 1, 128);
        }

        // ⌊log₂⌋ from the exponent field of the exact conversion to float64; an integer after scaling by a power of
        // two.
        var bits = BitConverter.DoubleToInt64Bits(x);
        var field = (int)(bits >> 52) & 0x7FF;
        var significand = (bits & 0xFFFFFFFFFFFFF) + (1L << 52);
        return x == 0 ? Dyadic.Zero : new(bits < 0 ? -significand : significand, field - 1075);
    }
}
