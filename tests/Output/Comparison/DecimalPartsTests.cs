using CsCheck;
using Experiments.Formats;
using Experiments.Output.Comparison;

namespace Experiments.Tests.Output.Comparison;

public class DecimalPartsTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("-.5")]
    [InlineData("5.")]
    [InlineData("+2.50E+3")]
    [InlineData("1e100000")]
    [InlineData("1e100001")]
    [InlineData("1e-0100000")]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("-")]
    [InlineData("e5")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1e5 ")]
    [InlineData(" 1")]
    [InlineData("1\n")]
    [InlineData("1,5")]
    [InlineData("nan")]
    [InlineData("0x1p3")]
    [InlineData("١")]
    public void It_reads_what_DecimalText_reads(string text) =>
        Assert.Equal(DecimalText.TryParse(text, out _), DecimalParts.TryRead(text, out _));

    [Fact]
    public void It_reads_what_DecimalText_reads_of_random_texts() =>
        Gen.String[Gen.Char["+-.eE019"], 0, 8].Sample(text => DecimalText.TryParse(text, out _) == DecimalParts.TryRead(text, out _), iter: 20_000);

    [Fact]
    public void Its_parts_are_those_of_the_text()
    {
        Assert.True(DecimalParts.TryRead("-120.050e-7", out var parts));
        Assert.Equal((true, "120", "050", -7), (parts.IsNegative, parts.Whole.ToString(), parts.Fraction.ToString(), parts.Exponent));
    }
}
