using System.Runtime.Intrinsics.X86;
using Experiments.Numerics.Formats;
using Experiments.Numerics.Vector;

namespace Experiments.Tests.Numerics.Vector;

/// <summary>
/// Functions of float32 over spans on all 2^32 arguments, or in a usual run on every 509th block of 2^20 of them: lanes
/// of every width give the same bits, with the hash on record.
/// </summary>
/// <remarks>
/// The hashes of exp, log and log1p are those of Float32Exhaustive, where each result is compared with the definition.
/// SpansExhaustive.md has the command for all arguments and its outcome.
/// </remarks>
public class SpansExhaustive
{
    private const int BlockBits = 20;
    private const int UsualStride = 509;

    private delegate void Fill(ReadOnlySpan<float> x, Span<float> results);

    [Fact]
    public void Exp() => Check<ExpFunction>(0xb2f07adbae9dbd4c);

    [Fact]
    public void Log() => Check<LogFunction>(0x6f641f2961214add);

    [Fact]
    public void Log1P() => Check<Log1PFunction>(0xf60c2282f7a9ac77);

    [Fact]
    public void Sigmoid() => Check<SigmoidFunction>(0x6fd973137ad86948);

    [Fact]
    public void SigmoidLessOne() => Check<SigmoidLessOneFunction>(0x7fcec8473c9226f4);

    [Fact]
    public void Softplus() => Check<SoftplusFunction>(0x929ef0f56db1532c);

    [Fact]
    public void SoftplusMinus() => Check<SoftplusMinusFunction>(0x1f15abb24db317a0);

    [Fact]
    public void Logit() => Check<LogitFunction>(0xa2283d9bd01ed085);

    private static void Check<TFunction>(ulong pin)
        where TFunction : struct, IRealFunction
    {
        // SPANS=1 takes all arguments in the widest lanes, SPANS=all in each width.
        var asked = Environment.GetEnvironmentVariable("SPANS");
        var hashes = new ulong[1 << (32 - BlockBits)];
        Parallel.For(0, hashes.Length, new() { MaxDegreeOfParallelism = Environment.ProcessorCount }, block =>
        {
            if (asked is not null || block % UsualStride == 0)
            {
                hashes[block] = Hash<TFunction>((uint)block << BlockBits, inEachWidth: asked != "1");
            }
        });
        if (asked is not null)
        {
            Assert.Equal($"{pin:x16}", $"{hashes.Aggregate(Fnv.Offset, Fnv.Add):x16}");
        }
    }

    private static ulong Hash<TFunction>(uint first, bool inEachWidth)
        where TFunction : struct, IRealFunction
    {
        var (x, results, others) = (new float[1 << BlockBits], new float[1 << BlockBits], new float[1 << BlockBits]);
        for (var i = 0; i < x.Length; i++)
        {
            x[i] = BitConverter.UInt32BitsToSingle(first + (uint)i);
        }

        RealSpans.Fill<TFunction>(x, results);
        var hash = Fnv.Offset;
        foreach (var result in results)
        {
            hash = Fnv.Add(hash, float.IsNaN(result) ? 0x7FC00000 : BitConverter.SingleToUInt32Bits(result));
        }

        if (inEachWidth)
        {
            AssertSame(RealSpans.Fill<TFunction, Lanes1>);
            AssertSame(RealSpans.Fill<TFunction, Lanes2>);
            if (Avx2.IsSupported)
            {
                AssertSame(RealSpans.Fill<TFunction, Lanes4>);
            }
        }

        return hash;

        void AssertSame(Fill fill)
        {
            fill(x, others);
            for (var i = 0; i < x.Length; i++)
            {
                if (BitConverter.SingleToInt32Bits(results[i]) != BitConverter.SingleToInt32Bits(others[i]) && !float.IsNaN(results[i]))
                {
                    Assert.Fail($"{typeof(TFunction).Name}({x[i]:R}): {others[i]:R}, not {results[i]:R}");
                }
            }
        }
    }
}
