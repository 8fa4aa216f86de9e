using Experiments.Numerics.Formats;

namespace Experiments.Tests.Numerics.Vector;

/// <summary>tanh, exp2 and the fused multiply-add of many float32 numbers at once: the definition's bits.</summary>
public class FurtherSpansTests
{
    private const int Count = 20_000;

    [Fact]
    public void Tanh_and_exp2_are_the_definitions()
    {
        // All exponents, and closer ones around those where a function does something.
        float[] x =
        [
            0, -0f, 0.125f, MathFNext(0.125f), -0.125f, 9.01f, -9.01f, 44, 150, -149, -149.5f, -150, 127.99999f, 128, float.MaxValue,
            float.PositiveInfinity, float.NegativeInfinity, float.NaN,
            .. Drawn(0, 0xFF), .. Drawn(127 - 16, 127 + 8),
        ];
        var (tanh, exp2) = (new float[x.Length], new float[x.Length]);
        Spans.Tanh(x, tanh);
        Spans.Exp2(x, exp2);
        for (var i = 0; i < x.Length; i++)
        {
            Assert.Equal(Rounded.Tanh(new Float32(x[i])).ToText(), new Float32(tanh[i]).ToText());
            Assert.Equal(Rounded.Exp2(new Float32(x[i])).ToText(), new Float32(exp2[i]).ToText());
        }
    }

    [Fact]
    public void The_fused_multiply_add_is_the_definitions()
    {
        Float32[] x = [.. Drawn(100, 150).Select(one => new Float32(one))];
        Float32[] y = [.. x.Reverse()];
        Float32[] z = [.. x.Zip(y, (a, b) => new Float32(-(a.Value * b.Value)))];
        var results = new Float32[x.Length];
        Multiply(x, y, z, results);
        for (var i = 0; i < x.Length; i++)
        {
            Assert.Equal(Rounded.MultiplyAdd(x[i], y[i], z[i]).ToText(), results[i].ToText());
        }

        static void Multiply<T>(T[] x, T[] y, T[] z, T[] results)
            where T : struct, IFloat<T> => T.MultiplyAdd(x, y, z, results);
    }

    private static float MathFNext(float x) => BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(x) + 1);

    private static IEnumerable<float> Drawn(int low, int high)
    {
        var draws = new SplitMix(14);
        for (var i = 0; i < Count; i++)
        {
            var fraction = (uint)(draws.Next() >> 41);
            var field = (uint)(low + draws.Below(high - low));
            yield return BitConverter.UInt32BitsToSingle(fraction | (field << 23) | ((uint)draws.Below(2) << 31));
        }
    }
}
