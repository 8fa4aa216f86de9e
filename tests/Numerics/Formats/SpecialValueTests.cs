using Experiments.Numerics.Formats;

namespace Experiments.Tests.Numerics.Formats;

/// <summary>What IEEE 754 says of special values, in every binary format, written as text.</summary>
public class SpecialValueTests
{
    public static MatrixTheoryData<object, string> Functions { get; } = new(BinaryFormats.All.Select(row => row.Data),
    [
        "exp 0 = 1",
        "exp -0 = 1",
        "exp inf = inf",
        "exp -inf = 0",
        "exp nan = nan",
        "log 1 = 0",
        "log 0 = -inf",
        "log -0 = -inf",
        "log -1 = nan",
        "log -inf = nan",
        "log inf = inf",
        "log1p 0 = 0",
        "log1p -0 = -0",
        "log1p -1 = -inf",
        "log1p -1.5 = nan",
        "log1p -inf = nan",
        "log1p inf = inf",
    ]);

    public static MatrixTheoryData<object, string> Operations { get; } = new(BinaryFormats.All.Select(row => row.Data),
    [
        "0 + -0 = 0",
        "-0 + -0 = -0",
        "1 - 1 = 0",
        "inf - inf = nan",
        "inf + -1 = inf",
        "0 * -1 = -0",
        "0 * inf = nan",
        "-2 * inf = -inf",
        "1 / 0 = inf",
        "1 / -0 = -inf",
        "0 / 0 = nan",
        "inf / inf = nan",
        "-1 / inf = -0",
        "nan * 1 = nan",
        "nan max 0 = nan",
        "-1 max 0 = 0",
        "-0 max 0 = 0",
        "inf min 1 = 1",
    ]);

    [Theory]
    [MemberData(nameof(Functions), DisableDiscoveryEnumeration = true)]
    public void Functions_of_special_values<T>(T _, string equation)
        where T : struct, IBinaryFloat<T>
    {
        var words = equation.Split(' ');
        Assert.Equal(words[3], Ops.Apply(words[0], T.Parse(words[1])).ToText());
    }

    [Theory]
    [MemberData(nameof(Operations), DisableDiscoveryEnumeration = true)]
    public void Operations_on_special_values<T>(T _, string equation)
        where T : struct, IBinaryFloat<T>
    {
        var words = equation.Split(' ');
        Assert.Equal(words[4], Apply(words[1], T.Parse(words[0]), T.Parse(words[2])).ToText());
    }

    [Theory]
    [InlineData("3.6e-4951", "4e-4951", "smallest subnormal, 2^-16445, whose shortest digits are one")]
    [InlineData("1.8e-4951", "0", "below half of it")]
    [InlineData("1.83e-4951", "4e-4951", "above half of it")]
    [InlineData("1.189731495357231765e4932", "1.189731495357231765e4932", "largest")]
    [InlineData("1.18973149535723177e4932", "inf", "beyond the overflow threshold")]
    public void Float80_has_the_range_of_x87(string text, string expected, string label) =>
        Assert.True(expected == Float80.Parse(text).ToText(), label);

    [Theory]
    [InlineData("log1p", "4e-4951", "4e-4951")]
    [InlineData("exp", "1e4932", "inf")]
    [InlineData("exp", "-1e4932", "0")]
    [InlineData("log", "1e4932", "11356.349678646633314")]
    [InlineData("log1p", "1e4932", "11356.349678646633314")]
    public void The_extremes_of_float80_answer_at_once(string function, string x, string expected)
    {
        // ln 10^4932 = 4932 · 2.302585092994045684…, rounded to 64 bits.
        var result = Ops.Apply(function, Float80.Parse(x)).ToText();
        Assert.StartsWith(expected, result, StringComparison.Ordinal);
    }

    private static T Apply<T>(string operation, T x, T y)
        where T : struct, IFloat<T> => operation switch
        {
            "+" => x + y,
            "-" => x - y,
            "*" => x * y,
            "/" => x / y,
            "max" => T.Max(x, y),
            _ => T.Min(x, y),
        };
}
