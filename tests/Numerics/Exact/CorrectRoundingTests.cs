using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Tests.Numerics.Exact;

public class CorrectRoundingTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void Bounds_are_tightened_until_they_leave_the_midpoint(int side)
    {
        // 1 + 2^−24 lies between 1 and 1 + 2^−23; the number is 2^−1000 off it, which 192, 384 and 768 bits do not
        // show.
        var number = Dyadic.One + Dyadic.PowerOfTwo(-24) + new Dyadic(side, -1000);
        var asked = new List<int>();
        var rounded = CorrectRounding.Ziv(
            bits =>
            {
                asked.Add(bits);
                return new(number - Dyadic.PowerOfTwo(-bits), number + Dyadic.PowerOfTwo(-bits));
            },
            bound => Float32.Round(bound));
        Assert.Equal([192, 384, 768, 1536], asked);
        Assert.Equal(side > 0 ? 1.0000001f : 1f, rounded.Value);
    }
}
