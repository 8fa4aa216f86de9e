using Experiments.Claims;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Tests.Claims;

public class AboutTests
{
    [Theory]
    [InlineData(100, "reproduced", "0 %")]
    [InlineData(101, "reproduced", "1 %")]
    [InlineData(99, "reproduced", "1 %")]
    [InlineData(101.00000000000001, "approximately", "1 %")]
    [InlineData(98.99999999999999, "approximately", "1 %")]
    [InlineData(110, "approximately", "10 %")]
    [InlineData(90, "approximately", "10 %")]
    [InlineData(110.00000000000001, "not reproduced", "10 %")]
    [InlineData(89.99999999999999, "not reproduced", "10 %")]
    [InlineData(-100, "not reproduced", "200 %")]
    public void Within_1_percent_is_reproduced_and_within_10_approximately(double ours, string verdict, string distance)
    {
        Assert.Equal(verdict, About.Judge(new Float64(ours), (Rational)100).Word);
        Assert.Equal($"{distance} off the article's", About.Words(new Float64(ours), (Rational)100));
    }

    [Fact]
    public void The_distance_from_a_negative_number_is_that_from_its_opposite()
    {
        Assert.Equal("reproduced", About.Judge(new Float32(-16), Rational.FromDecimal(-1594, -2)).Word);
        Assert.Equal("not reproduced", About.Judge(new Float32(16), Rational.FromDecimal(-1594, -2)).Word);
    }
}
