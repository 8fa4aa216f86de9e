using Experiments.Formats;

namespace Experiments.Tests.Formats;

/// <summary>What IEEE 754 says of special values, in every binary format, written as text.</summary>
public class SpecialValueTests
{
    [Theory]
    [InlineData("exp", "0", "1")]
    [InlineData("exp", "-0", "1")]
    [InlineData("exp", "inf", "inf")]
    [InlineData("exp", "-inf", "0")]
    [InlineData("exp", "nan", "nan")]
    [InlineData("log", "1", "0")]
    [InlineData("log", "0", "-inf")]
    [InlineData("log", "-0", "-inf")]
    [InlineData("log", "-1", "nan")]
    [InlineData("log", "-inf", "nan")]
    [InlineData("log", "inf", "inf")]
    [InlineData("log1p", "0", "0")]
    [InlineData("log1p", "-0", "-0")]
    [InlineData("log1p", "-1", "-inf")]
    [InlineData("log1p", "-1.5", "nan")]
    [InlineData("log1p", "-inf", "nan")]
    [InlineData("log1p", "inf", "inf")]
    public void Functions_of_special_values(string function, string x, string expected)
    {
        Assert.Equal(expected, Ops.Text(Ops.Apply(function, Ops.Parse<Float32>(x))));
        Assert.Equal(expected, Ops.Text(Ops.Apply(function, Ops.Parse<Float64>(x))));
        Assert.Equal(expected, Ops.Text(Ops.Apply(function, Ops.Parse<Float80>(x))));
    }

    [Theory]
    [InlineData("0", "+", "-0", "0")]
    [InlineData("-0", "+", "-0", "-0")]
    [InlineData("1", "-", "1", "0")]
    [InlineData("inf", "-", "inf", "nan")]
    [InlineData("inf", "+", "-1", "inf")]
    [InlineData("0", "*", "-1", "-0")]
    [InlineData("0", "*", "inf", "nan")]
    [InlineData("-2", "*", "inf", "-inf")]
    [InlineData("1", "/", "0", "inf")]
    [InlineData("1", "/", "-0", "-inf")]
    [InlineData("0", "/", "0", "nan")]
    [InlineData("inf", "/", "inf", "nan")]
    [InlineData("-1", "/", "inf", "-0")]
    [InlineData("nan", "*", "1", "nan")]
    [InlineData("nan", "max", "0", "nan")]
    [InlineData("-1", "max", "0", "0")]
    [InlineData("-0", "max", "0", "0")]
    [InlineData("inf", "min", "1", "1")]
    public void Operations_on_special_values(string x, string operation, string y, string expected)
    {
        Assert.Equal(expected, Apply<Float32>(x, operation, y));
        Assert.Equal(expected, Apply<Float64>(x, operation, y));
        Assert.Equal(expected, Apply<Float80>(x, operation, y));
    }

    [Theory]
    [InlineData("3.6e-4951", "4e-4951", "smallest subnormal, 2^-16445, whose shortest digits are one")]
    [InlineData("1.8e-4951", "0", "below half of it")]
    [InlineData("1.83e-4951", "4e-4951", "above half of it")]
    [InlineData("1.189731495357231765e4932", "1.189731495357231765e4932", "largest")]
    [InlineData("1.18973149535723177e4932", "inf", "beyond the overflow threshold")]
    public void Float80_has_the_range_of_x87(string text, string expected, string label) =>
        Assert.True(expected == Ops.Text(Ops.Parse<Float80>(text)), label);

    [Theory]
    [InlineData("log1p", "4e-4951", "4e-4951")]
    [InlineData("exp", "1e4932", "inf")]
    [InlineData("exp", "-1e4932", "0")]
    [InlineData("log", "1e4932", "11356.349678646633314")]
    [InlineData("log1p", "1e4932", "11356.349678646633314")]
    public void The_extremes_of_float80_answer_at_once(string function, string x, string expected)
    {
        // ln 10^4932 = 4932 · 2.302585092994045684…, rounded to 64 bits.
        var result = Ops.Text(Ops.Apply(function, Ops.Parse<Float80>(x)));
        Assert.StartsWith(expected, result, StringComparison.Ordinal);
    }

    private static string Apply<T>(string x, string operation, string y)
        where T : struct, IFloat<T>
    {
        var (a, b) = (T.Parse(x), T.Parse(y));
        return Ops.Text(operation switch
        {
            "+" => a + b,
            "-" => a - b,
            "*" => a * b,
            "/" => a / b,
            "max" => T.Max(a, b),
            _ => T.Min(a, b),
        });
    }
}
