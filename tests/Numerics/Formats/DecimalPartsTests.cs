using System.Text.RegularExpressions;
using CsCheck;
using Experiments.Numerics.Formats;

namespace Experiments.Tests.Numerics.Formats;

public partial class DecimalPartsTests
{
    [Theory]
    [InlineData("0", true)]
    [InlineData("-.5", true)]
    [InlineData("5.", true)]
    [InlineData("+2.50E+3", true)]
    [InlineData("1e100000", true)]
    [InlineData("1e100001", false)]
    [InlineData("1e-0100000", true)]
    [InlineData("", false)]
    [InlineData(".", false)]
    [InlineData("-", false)]
    [InlineData("e5", false)]
    [InlineData("1e", false)]
    [InlineData("1e+", false)]
    [InlineData("1e5 ", false)]
    [InlineData(" 1", false)]
    [InlineData("1\n", false)]
    [InlineData("1,5", false)]
    [InlineData("nan", false)]
    [InlineData("0x1p3", false)]
    [InlineData("١", false)]
    public void Decimal_numbers_are_read_and_other_texts_are_not(string text, bool isNumber) =>
        Assert.Equal(isNumber, DecimalParts.TryRead(text, out _));

    [Fact]
    public void Random_texts_are_read_where_the_grammar_has_them() =>
        Gen.String[Gen.Char["+-.eE019"], 0, 8].Sample(text => DecimalParts.TryRead(text, out _) == Number().IsMatch(text), iter: 20_000);

    [Fact]
    public void Its_parts_are_those_of_the_text()
    {
        Assert.True(DecimalParts.TryRead("-120.050e-7", out var parts));
        Assert.Equal((true, "120", "050", -7), (parts.IsNegative, parts.Whole.ToString(), parts.Fraction.ToString(), parts.Exponent));
    }

    // With an exponent of at most five digits, which eight characters cannot exceed by much: 100,000 is the limit.
    [GeneratedRegex(@"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?(0*[0-9]{1,5}|0*100000))?\z")]
    private static partial Regex Number();
}
