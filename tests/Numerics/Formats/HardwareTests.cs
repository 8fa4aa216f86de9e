using Experiments.Numerics.Formats;

namespace Experiments.Tests.Numerics.Formats;

/// <summary>
/// What hardware does for float16, bfloat16, float32 and float64 against the interface's definitions, bit for bit.
/// </summary>
public class HardwareTests
{
    private const int Pairs = 200_000;

    [Fact]
    public void Float32_operations_are_the_definitions() => AssertSame<Float32, Defined32>(32);

    [Fact]
    public void Float16_operations_are_the_definitions() => AssertSame<Float16, Defined16>(16);

    [Fact]
    public void BFloat16_operations_are_the_definitions() => AssertSame<BFloat16, DefinedB16>(16);

    [Fact]
    public void Float64_operations_are_the_definitions() => AssertSame<Float64, Defined64>(64);

    private static void AssertSame<T, TDefined>(int width)
        where T : struct, IBinaryFloat<T>
        where TDefined : struct, IBinaryFloat<TDefined>
    {
        var random = new SplitMix(5);
        var special = Special(T.Layout);
        for (var i = 0; i < Pairs; i++)
        {
            // Any pattern; the same exponent or nearly, where sums cancel; special values.
            var x = i % 4 == 0 ? special[random.Below(special.Length)] : random.Bits(width);
            var y = (i % 3) switch
            {
                0 => random.Bits(width),
                1 => x ^ random.Bits(T.Layout.Precision + 1) ^ ((UInt128)(ulong)random.Below(2) << (width - 1)),
                _ => special[random.Below(special.Length)],
            };
            AssertSame(x, y, "+", Ops.Add, Ops.Add);
            AssertSame(x, y, "-", Ops.Subtract, Ops.Subtract);
            AssertSame(x, y, "*", Ops.Multiply, Ops.Multiply);
            AssertSame(x, y, "/", Ops.Divide, Ops.Divide);
            AssertSame(x, y, "max", Ops.Max, Ops.Max);
            AssertSame(x, y, "min", Ops.Min, Ops.Min);
            Assert.Equal(Ops.Less(TDefined.FromBits(x), TDefined.FromBits(y)), Ops.Less(T.FromBits(x), T.FromBits(y)));
            Assert.Equal(Ops.Greater(TDefined.FromBits(x), TDefined.FromBits(y)), Ops.Greater(T.FromBits(x), T.FromBits(y)));
        }

        static void AssertSame(UInt128 x, UInt128 y, string name, Func<T, T, T> hardware, Func<TDefined, TDefined, TDefined> definition)
        {
            var (actual, expected) = (hardware(T.FromBits(x), T.FromBits(y)), definition(TDefined.FromBits(x), TDefined.FromBits(y)));
            Assert.True(
                actual.Bits == expected.Bits || (Ops.IsNaN(actual) && Ops.IsNaN(expected)),
                $"{x:X} {name} {y:X}: {actual.Bits:X}, by definition {expected.Bits:X}");
        }
    }

    /// <summary>±0, the ends of the subnormals and of the normals, 1 and its neighbours, ∞, NaN, both signs.</summary>
    private static UInt128[] Special(Format format)
    {
        var smallestNormal = UInt128.One << (format.Precision - 1);
        var one = format.Round(UInt128.One, 0);
        UInt128[] positive =
        [
            0,
            1,
            2,
            smallestNormal - 1,
            smallestNormal,
            smallestNormal + 1,
            one - 1,
            one,
            one + 1,
            format.Infinity - 1,
            format.Infinity,
            format.NaN,
        ];
        return [.. positive, .. positive.Select(bits => bits + format.SignBit)];
    }
}
