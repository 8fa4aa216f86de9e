using Experiments.Numerics.Formats;
using Trip = Experiments.Losses.RoundTrip;

namespace Experiments.Tests.Claims;

/// <summary>C1 and C3: that each part of what they ask for is asked for.</summary>
public class RoundTripClaimTests
{
    private static readonly Float32 Infinity = new(float.PositiveInfinity);

    [Fact]
    public void C1_wants_less_error_of_a_longer_format_not_as_much() =>
        Judged.AssertHolds(false, "C1", new AlteredIn<Float64> { RoundTrip = x => new(Trip.Of(new Float32((float)x.Value)).Value) });

    [Theory]
    [InlineData("7.888609052210118054117285652827862e-31", true)]
    [InlineData("1.5777218104420236108234571305655725e-30", false)]
    public void C1_allows_an_error_of_2_to_the_minus_100_in_float128(string error, bool holds)
    {
        // 2^−100 and 2^−99; 1 + either is a number of float128.
        var factor = Ops.Add(Ops.Parse<Float128>("1"), Ops.Parse<Float128>(error));
        Judged.AssertHolds(holds, "C1", new AlteredIn<Float128> { RoundTrip = x => Ops.Multiply(x, factor) });
    }

    [Theory]
    [InlineData(16.5f)]
    [InlineData(16.63553f)]
    [InlineData(16.635534f)]
    [InlineData(16.7f)]
    public void C3_wants_the_sigmoid_to_be_the_cause(float from)
    {
        // Within 1 % of the article's number, but not where the sigmoid gets 1: 16.635532, its neighbours among them.
        var row = Judged.Row("C3", new AlteredIn<Float32> { RoundTrip = x => x.Value < from ? x : Infinity });
        Assert.Equal("not reproduced", row.Verdict.Word);
        Assert.EndsWith("; the sigmoid is not 1 there, or before", row.Ours, StringComparison.Ordinal);
    }
}
