using Experiments.Numerics.Formats;

namespace Experiments.Tests.Numerics.Formats;

/// <summary>
/// exp, log and log1p of float32 on all 2^32 arguments, or in a usual run on every 61st block of 2^20 of them.
/// </summary>
/// <remarks>
/// The results come from float64 arithmetic, the expected ones from the interface's definition: 128-bit integer bounds,
/// then exact arithmetic where they leave the rounding open. exp, log and log1p increase, and so do their roundings. So
/// where the results do not decrease, equal neighbours need the definition only at the first and the last of them: what
/// lies between is then right too. Float32Exhaustive.md has the command for all arguments and its outcome.
/// </remarks>
public class Float32Exhaustive
{
    private const int BlockBits = 20;
    private const int UsualStride = 61;

    // Below 2^−25, log1p(x) is x: |log1p(x) − x| < 0.51·x² < |x|·2^−25, at most half the distance to either neighbour.
    private const float Log1PIsItself = 2.9802322e-8f;

    [Theory]
    [InlineData("exp", 0xb2f07adbae9dbd4cUL)]
    [InlineData("log", 0x6f641f2961214addUL)]
    [InlineData("log1p", 0xf60c2282f7a9ac77UL)]
    public void Every_result_is_the_definitions(string function, ulong pin)
    {
        var all = Environment.GetEnvironmentVariable("EXHAUSTIVE") == "1";
        var hashes = new ulong[1 << (32 - BlockBits)];
        Parallel.For(0, hashes.Length, new() { MaxDegreeOfParallelism = Environment.ProcessorCount }, block =>
        {
            if (all || block % UsualStride == 0)
            {
                hashes[block] = Check(function, (uint)block << BlockBits);
            }
        });
        if (all)
        {
            Assert.Equal($"{pin:x16}", $"{hashes.Aggregate(Fnv.Offset, Fnv.Add):x16}");
        }
    }

    /// <summary>
    /// Checks one block of patterns, which all have the same sign, and returns the hash of its results.
    /// </summary>
    private static ulong Check(string function, uint first)
    {
        var hash = Fnv.Offset;
        var previous = float.NaN;
        var isChecked = true;
        var x = 0f;
        for (var i = 0u; i < 1u << BlockBits; i++)
        {
            x = BitConverter.UInt32BitsToSingle(first + i);
            var result = Ops.Apply(function, new Float32(x)).Value;
            hash = Fnv.Add(hash, float.IsNaN(result) ? 0x7FC00000 : BitConverter.SingleToUInt32Bits(result));
            if (function == "log1p" && Math.Abs(x) < Log1PIsItself)
            {
                Assert.Equal(BitConverter.SingleToUInt32Bits(x), BitConverter.SingleToUInt32Bits(result));
            }
            else if (i == 0 || BitConverter.SingleToUInt32Bits(result) != BitConverter.SingleToUInt32Bits(previous))
            {
                // Patterns of negative numbers run away from zero.
                Assert.False(first >> 31 == 0 ? result < previous : result > previous, $"{function} is not monotone at {x:R}");
                if (!isChecked)
                {
                    AssertDefined(function, BitConverter.UInt32BitsToSingle(first + i - 1), previous);
                }

                AssertDefined(function, x, result);
                isChecked = true;
            }
            else
            {
                isChecked = false;
            }

            previous = result;
        }

        AssertDefined(function, x, previous);
        return hash;
    }

    private static void AssertDefined(string function, float x, float result)
    {
        var argument = new Float32(x);
        var expected = function switch
        {
            "exp" => IBinaryFloat<Float32>.ExpAsDefined(argument),
            "log" => IBinaryFloat<Float32>.LogAsDefined(argument),
            _ => IBinaryFloat<Float32>.Log1PAsDefined(argument),
        };
        if (BitConverter.SingleToUInt32Bits(expected.Value) != BitConverter.SingleToUInt32Bits(result)
            && !(float.IsNaN(expected.Value) && float.IsNaN(result)))
        {
            Assert.Fail($"{function}({x:R}) is {expected.Value:R} by definition, not {result:R}");
        }
    }
}
