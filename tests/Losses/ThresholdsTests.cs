using Experiments.Losses;
using Experiments.Numerics.Formats;

namespace Experiments.Tests.Losses;

public class ThresholdsTests
{
    [Theory]
    [InlineData("3.5", "3.5")]
    [InlineData("1", "1")]
    [InlineData("100", "100")]
    [InlineData("101", null)]
    public void The_first_number_at_or_above_a_bound_is_found(string bound, string? expected)
    {
        var limit = Float64.Parse(bound).Value;
        var first = Thresholds.First(new Float64(1), new Float64(100), x => x.Value >= limit);
        Assert.Equal(expected, first is { } x ? x.ToText() : null);
    }

    [Fact]
    public void The_last_number_below_a_bound_is_its_neighbour() =>
        Assert.Equal(float.BitDecrement(-16.1f), Thresholds.Last(new Float32(-32), new Float32(32), x => x.Value < -16.1f)!.Value.Value);

    [Theory]
    [InlineData(14.56, 14.56, false)]
    [InlineData(100, 101, true)]
    [InlineData(100, 100.99, false)]
    [InlineData(-100, -99, true)]
    [InlineData(5, double.PositiveInfinity, true)]
    public void One_percent_is_decided_exactly(double x, double y, bool expected) =>
        Assert.Equal(expected, Thresholds.IsOnePercentOff(new Float64(x), new Float64(y)));

    [Fact]
    public void The_first_one_percent_error_is_found_wherever_a_search_begins()
    {
        // All numbers of TF32 from 1 to 16, in turn: where the first error lies below x and where above.
        var one = TensorFloat32.Parse("1").Bits;
        var last = TensorFloat32.Parse("16").Bits;
        TensorFloat32? expected = null;
        for (var bits = last; bits >= one; bits--)
        {
            var x = TensorFloat32.FromBits(bits);
            expected = Thresholds.IsOnePercentOff(x, Written.RoundTrip(x)) ? x : expected;
            if (bits % 7 == 0)
            {
                Assert.Equal(expected, Thresholds.OnePercentFrom(x, TensorFloat32.FromBits(last), Written.RoundTrip));
            }
        }
    }

    [Fact]
    public void The_clip_begins_where_its_formula_says()
    {
        // σ(x) ≤ 1e-7 up to −ln(1/ε − 1) = −16.118…, and σ(x) ≥ 1 − ε, which is 1 − 2^−23 in float32, from 15.537 on
        // (e^−x < 1.5·2^−23).
        var (low, high) = (Limits<Float32>.Written.ClipLowUpto, Limits<Float32>.Written.ClipHighFrom);
        Assert.InRange(low!.Value.Value, -16.1182f, -16.1180f);
        Assert.InRange(high!.Value.Value, 15.5369f, 15.5370f);
        Assert.True(Written.Sigmoid(low.Value).Value <= 1e-7f);
        Assert.True(Written.Sigmoid(new Float32(float.BitIncrement(low.Value.Value))).Value > 1e-7f);
        Assert.True(Written.Sigmoid(high.Value).Value >= 1 - 1e-7f);
        Assert.True(Written.Sigmoid(new Float32(float.BitDecrement(high.Value.Value))).Value < 1 - 1e-7f);
    }
}
