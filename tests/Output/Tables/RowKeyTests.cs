using CsCheck;
using Experiments.Numerics.Formats;
using Experiments.Output.Tables;

namespace Experiments.Tests.Output.Tables;

public class RowKeyTests
{
    [Theory]
    [InlineData("1e-07", "1E-7")]
    [InlineData("1e-07", "0.0000001")]
    [InlineData("1e-07", "000.00000010")]
    [InlineData("1200", "1.2e3")]
    [InlineData("+5.", "5")]
    [InlineData("0", "-0")]
    [InlineData("0", "-0.00e5")]
    [InlineData("-.5", "-0.5")]
    [InlineData("123456789012345678901234567890", "1.2345678901234567890123456789e29")]
    public void Numbers_of_one_value_are_one_key(string one, string other) => Assert.Equal(Key(one), Key(other));

    [Theory]
    [InlineData("1", "-1")]
    [InlineData("1", "10")]
    [InlineData("1", "01x")]
    [InlineData("0.1", "0.1000000000000000055511151231257827")]
    [InlineData("nan", "NaN")]
    [InlineData("float32", "Float32")]
    [InlineData("", "0")]
    [InlineData("007", "7")]
    public void Other_values_and_other_texts_are_other_keys(string one, string other) => Assert.NotEqual(Key(one), Key(other));

    [Fact]
    public void Random_numbers_are_one_key_exactly_when_they_are_equal()
    {
        var number = Gen.Select(Gen.Int[-20, 20], Gen.Int[-3, 3], Gen.Int[0, 2], (digits, exponent, zeros) =>
            $"{digits}{(zeros > 0 ? "." + new string('0', zeros) : "")}e{exponent}");
        Gen.Select(number, number).Sample((one, other) =>
        {
            Assert.True(DecimalText.TryParse(one, out var x) & DecimalText.TryParse(other, out var y));
            return (x.CompareTo(y) == 0) == (Key(one) == Key(other));
        });
    }

    [Fact]
    public void A_key_is_shown_as_the_projects_tables_write_numbers() => Assert.Equal(
        "float32||0|-0.0001|1e-7|1200|12.5|1e1x|12345678901234567890|100000000000000000000|1e30",
        string.Join('|', "float32||-0.0|-1E-4|0.0000001|1.2e3|+12.50|1e1x|12345678901234567890|1e20|1e30".Split('|').Select(Key)));

    private static string Key(string cell) => CellComparison.Key(cell);
}
