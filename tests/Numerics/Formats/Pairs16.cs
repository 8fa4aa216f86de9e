using Experiments.Numerics.Formats;

namespace Experiments.Tests.Numerics.Formats;

/// <summary>
/// + − × ÷ of float16 and bfloat16 on all 2^32 pairs, or in a usual run on some of every pair of exponents and signs.
/// </summary>
/// <remarks>
/// Expected are the results of <see cref="IntegerArithmetic"/>. Pairs16.md has the command for all pairs and its
/// outcome. tf32, too wide for all pairs, takes part in the usual run.
/// </remarks>
public class Pairs16
{
    // 2^12 pairs of exponents and signs in float16, 2^18 in the others: 10^7 pairs in all, of which so many for each of
    // them.
    [Theory]
    [InlineData('+', 0x3402454cab225ccdUL)]
    [InlineData('-', 0xda2ba01c81c6e37dUL)]
    [InlineData('*', 0x289a0197d0669905UL)]
    [InlineData('/', 0x247290a86ad678a5UL)]
    public void Float16_is_right(char operation, ulong pin) => Check<Float16>(operation, pin, 128);

    [Theory]
    [InlineData('+', 0x2989a5a22e333bf5UL)]
    [InlineData('-', 0xca70b9515a129f75UL)]
    [InlineData('*', 0x509c305fe43f85c5UL)]
    [InlineData('/', 0x2b03b32cf48c1ba5UL)]
    public void BFloat16_is_right(char operation, ulong pin) => Check<BFloat16>(operation, pin, 8);

    [Theory]
    [InlineData('+')]
    [InlineData('-')]
    [InlineData('*')]
    [InlineData('/')]
    public void Tf32_is_right(char operation) => CheckSome<TensorFloat32>(operation, 2);

    [Theory]
    [InlineData("1", '+', "0.00048828125", "1", "tie, to even")]
    [InlineData("1.0009765625", '+', "0.00048828125", "1.001953125", "tie, to even")]
    [InlineData("65504", '+', "16", "inf", "overflow threshold, a tie")]
    [InlineData("65504", '+', "15.9921875", "65504", "just below it")]
    [InlineData("1", '-', "1", "0", "+0")]
    [InlineData("-0", '-', "0", "-0", "-0 - 0")]
    [InlineData("5.9604644775390625e-8", '*', "0.5", "0", "half of the smallest subnormal, a tie")]
    [InlineData("5.9604644775390625e-8", '*', "-0.5", "-0", "the same below 0")]
    [InlineData("1.78813934326171875e-7", '*', "0.5", "1.1920928955078125e-7", "3/2 of the smallest subnormal, a tie")]
    [InlineData("1", '/', "3", "0.333251953125", "1365/4096")]
    [InlineData("1", '/', "-0", "-inf", "division by -0")]
    [InlineData("-inf", '*', "0", "nan", "inf * 0")]
    public void The_integers_are_right_where_ieee_754_says_the_result(string x, char operation, string y, string expected, string label)
    {
        var result = Expected<Float16>(operation)(Bits(x), Bits(y));
        Assert.True(result == Bits(expected), $"{label}: {result:X}");

        static int Bits(string text) => (int)Float16.Parse(text).Bits;
    }

    private static void Check<T>(char operation, ulong pin, int samples)
        where T : struct, IBinaryFloat<T>
    {
        if (Environment.GetEnvironmentVariable("PAIRS") == "1")
        {
            Assert.Equal($"{pin:x16}", $"{CheckAll<T>(operation):x16}");
        }
        else
        {
            CheckSome<T>(operation, samples);
        }
    }

    /// <summary>Checks every pair of 16-bit patterns and returns the hash of the results.</summary>
    private static ulong CheckAll<T>(char operation)
        where T : struct, IBinaryFloat<T>
    {
        var (actual, expected) = (Actual<T>(operation), Expected<T>(operation));
        var hashes = new ulong[1 << 16];
        Parallel.For(0, hashes.Length, new() { MaxDegreeOfParallelism = Environment.ProcessorCount }, x =>
        {
            var hash = Fnv.Offset;
            for (var y = 0; y < 1 << 16; y++)
            {
                hash = Fnv.Add(hash, (ulong)Compare(actual, expected, x, y));
            }

            hashes[x] = hash;
        });
        return hashes.Aggregate(Fnv.Offset, Fnv.Add);
    }

    /// <summary>
    /// Checks so many pairs of every pair of exponents and signs: the least significands, then ends and random ones.
    /// </summary>
    private static void CheckSome<T>(char operation, int samples)
        where T : struct, IBinaryFloat<T>
    {
        var (actual, expected) = (Actual<T>(operation), Expected<T>(operation));
        var hidden = 1 << (T.Layout.Precision - 1);
        var binades = 2 * (int)(T.Layout.SignBit / (uint)hidden);
        Parallel.For(0, binades, i =>
        {
            var random = new SplitMix((ulong)i);
            for (var j = 0; j < binades; j++)
            {
                _ = Compare(actual, expected, i * hidden, j * hidden);
                for (var sample = 1; sample < samples; sample++)
                {
                    _ = Compare(actual, expected, (i * hidden) + Trailing(random), (j * hidden) + Trailing(random));
                }
            }
        });

        int Trailing(SplitMix random) => random.Below(8) switch
        {
            0 => 0,
            1 => 1,
            2 => hidden - 1,
            _ => random.Below(hidden),
        };
    }

    private static int Compare(Func<int, int, int> actual, Func<int, int, int> expected, int x, int y)
    {
        var (result, right) = (actual(x, y), expected(x, y));
        if (result != right)
        {
            Assert.Fail($"{x:X} and {y:X} give {result:X}, not {right:X}");
        }

        return result;
    }

    /// <summary>A format's operation on patterns; NaN is the quiet one.</summary>
    private static Func<int, int, int> Actual<T>(char operation)
        where T : struct, IBinaryFloat<T>
    {
        var (sign, infinity, nan) = ((int)T.Layout.SignBit, (int)T.Layout.Infinity, (int)T.Layout.NaN);
        return operation switch
        {
            '+' => (x, y) => Bits(Number(x) + Number(y)),
            '-' => (x, y) => Bits(Number(x) - Number(y)),
            '*' => (x, y) => Bits(Number(x) * Number(y)),
            _ => (x, y) => Bits(Number(x) / Number(y)),
        };

        static T Number(int pattern) => T.FromBits((uint)pattern);

        int Bits(T result)
        {
            var bits = (int)(uint)result.Bits;
            return (bits & (sign - 1)) > infinity ? nan : bits;
        }
    }

    private static Func<int, int, int> Expected<T>(char operation)
        where T : struct, IBinaryFloat<T>
    {
        var arithmetic = new IntegerArithmetic(T.Layout.Precision, T.Layout.Emax);
        return operation switch
        {
            '+' => arithmetic.Add,
            '-' => arithmetic.Subtract,
            '*' => arithmetic.Multiply,
            _ => arithmetic.Divide,
        };
    }
}
