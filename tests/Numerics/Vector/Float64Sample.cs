using Experiments.Numerics.Formats;
using Experiments.Numerics.Vector;

namespace Experiments.Tests.Numerics.Vector;

/// <summary>
/// exp, log and log1p of float64 at 10^8 arguments drawn with fixed seeds, or in a usual run at 2^18 of them, against the
/// definition.
/// </summary>
/// <remarks>
/// The definition is 128-bit integer bounds, then exact arithmetic. Float64Sample.md has the commands for all arguments
/// and their outcome.
/// </remarks>
public class Float64Sample
{
    private const int BlockBits = 16;
    private const int Blocks = 1526;
    private const int UsualStride = 400;

    [Theory]
    [InlineData("exp", 0x5400573907a0078cUL, 3_932)]
    [InlineData("log", 0xe2dab28aeddf3c5dUL, 19_608)]
    [InlineData("log1p", 0xa6a41975e37b78e9UL, 2_963)]
    public void Every_result_is_the_definitions(string function, ulong pin, int open)
    {
        // FLOAT64=1 compares all arguments, FLOAT64=hash only hashes their results.
        var asked = Environment.GetEnvironmentVariable("FLOAT64");
        var (hashes, opens) = (new ulong[Blocks], new int[Blocks]);
        Parallel.For(0, Blocks, new() { MaxDegreeOfParallelism = Environment.ProcessorCount }, block =>
        {
            if (asked is not null || block % UsualStride == 0)
            {
                (hashes[block], opens[block]) = Check(function, (ulong)block, isCompared: asked != "hash");
            }
        });
        if (asked is not null)
        {
            Assert.Equal((open, $"{pin:x16}"), (opens.Sum(), $"{hashes.Aggregate(Fnv.Offset, Fnv.Add):x16}"));
        }
    }

    /// <summary>The hash of a block's results, and how many of them the quick path leaves open.</summary>
    private static (ulong Hash, int Open) Check(string function, ulong seed, bool isCompared)
    {
        var numbers = new SplitMix(seed);
        var (hash, open) = (Fnv.Offset, 0);
        for (var i = 0; i < 1 << BlockBits; i++)
        {
            var x = Draw(function, numbers);
            var result = Ops.Apply(function, new Float64(x));
            hash = Fnv.Add(hash, double.IsNaN(result.Value) ? 0x7FF8000000000000 : (ulong)result.Bits);
            open += IsOpen(function, x) ? 1 : 0;
            if (isCompared)
            {
                var expected = Defined(function, new(x));
                Assert.True(expected == result, $"{function}({x:R}): {result.Value:R}, not {expected.Value:R}");
            }
        }

        return (hash, open);
    }

    /// <summary>
    /// In turn: any bit pattern, uniform in [−20, 20], any exponent from −60 to 10, near 1. For log its size; for log1p its
    /// size where it is not above −1.
    /// </summary>
    private static double Draw(string function, SplitMix numbers)
    {
        var bits = numbers.Next();
        var unit = (bits >> 11) / (double)(1L << 53);
        var x = numbers.Below(4) switch
        {
            0 => BitConverter.UInt64BitsToDouble(bits),
            1 => (40 * unit) - 20,
            2 => BitConverter.UInt64BitsToDouble((bits & 0x800FFFFFFFFFFFFF) | ((ulong)(numbers.Below(71) + 963) << 52)),
            _ => 1 + ((unit - 0.5) / 8),
        };
        return function == "exp" || (function == "log1p" && x > -1) ? x : Math.Abs(x);
    }

    private static bool IsOpen(string function, double x) => function switch
    {
        "exp" => Math.Abs(x) < 708 && double.IsNaN(Elementary64.Exp(x)),
        "log" => double.IsNormal(x) && double.IsNaN(Elementary64.Log(x)),
        _ => double.IsFinite(x) && double.IsNaN(Elementary64.Log1P(x)),
    };

    private static Float64 Defined(string function, Float64 x) => function switch
    {
        "exp" => IBinaryFloat<Float64>.ExpAsDefined(x),
        "log" => IBinaryFloat<Float64>.LogAsDefined(x),
        _ => IBinaryFloat<Float64>.Log1PAsDefined(x),
    };
}
