using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Tests.Numerics.Exact;

/// <summary>Sums without rounding.</summary>
public class ExactSumTests
{
    [Fact]
    public void What_float64_would_lose_is_kept()
    {
        var sum = Of(1e300, 1, -1e300, 5e-324, 2.2250738585072014e-308, -2.2250738585072014e-308);
        Assert.Equal(1 + (Rational)Dyadic.PowerOfTwo(-1074), sum.Value);
    }

    [Fact]
    public void Neither_order_nor_parts_change_it()
    {
        var random = new SplitMix(7);
        double[] values = [.. Enumerable.Range(0, 1000).Select(_ => BitConverter.UInt64BitsToDouble(random.Next())).Where(double.IsFinite)];
        var expected = values.Aggregate((Rational)0, (all, value) => all + Exactly(value));
        var (even, odd) = (Of([.. values.Where((_, i) => i % 2 == 0).Reverse()]), Of([.. values.Where((_, i) => i % 2 == 1)]));
        even.Add(odd);
        Assert.Equal(expected, even.Value);
        Assert.Equal(expected, Of(values).Value);
    }

    [Fact]
    public void Many_of_the_largest_have_room()
    {
        var sum = Of([.. Enumerable.Repeat(double.MaxValue, 4096)]);
        Assert.Equal(4096 * Exactly(double.MaxValue), sum.Value);
    }

    [Fact]
    public void Infinities_and_NaN_go_as_in_IEEE_754()
    {
        Assert.Null(Of(1, 2).NotFinite);
        Assert.Equal(double.PositiveInfinity, Of(double.PositiveInfinity, 1).NotFinite);
        Assert.Equal(double.NegativeInfinity, Of(double.NegativeInfinity).NotFinite);
        Assert.Equal(double.NaN, Of(double.NegativeInfinity, double.PositiveInfinity).NotFinite);
        Assert.Equal(double.NaN, Of(double.NaN, 1).NotFinite);
    }

    private static ExactSum Of(params double[] values)
    {
        var sum = new ExactSum();
        Array.ForEach(values, sum.Add);
        return sum;
    }

    private static Rational Exactly(double value) => Exactly(new Float64(value));

    private static Rational Exactly<T>(T value)
        where T : struct, IFloat<T> => value.Exact;
}
