using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Tests.Numerics.Formats;

/// <summary>
/// exp, log and log1p of every number of the 16-bit formats against proven bounds, rounded by
/// <see cref="RoundingInterval"/>.
/// </summary>
public class Every16Tests
{
    [Theory]
    [InlineData("exp")]
    [InlineData("log")]
    [InlineData("log1p")]
    public void Every_float16_is_right(string function) => Check<Float16>(function, 1);

    [Theory]
    [InlineData("exp")]
    [InlineData("log")]
    [InlineData("log1p")]
    public void Every_bfloat16_is_right(string function) => Check<BFloat16>(function, 1);

    [Theory]
    [InlineData("exp")]
    [InlineData("log")]
    [InlineData("log1p")]
    public void Every_31st_number_of_tf32_is_right(string function) => Check<TensorFloat32>(function, 31);

    [Theory]
    [InlineData("exp", "1", "2.71875", true)]
    [InlineData("exp", "1", "2.734375", false)]
    [InlineData("exp", "-89.5", "1.4e-39", true)]
    [InlineData("exp", "-89.5", "1.3e-39", false)]
    [InlineData("exp", "88.5", "2.725e38", true)]
    [InlineData("exp", "89", "inf", true)]
    [InlineData("exp", "89", "3.3895e38", false)]
    [InlineData("log", "3", "1.1015625", true)]
    [InlineData("log", "1", "0", true)]
    [InlineData("log", "1", "-0", false)]
    [InlineData("log", "0.5", "0.69140625", false)]
    [InlineData("log1p", "-0", "-0", true)]
    [InlineData("log1p", "-0", "0", false)]
    public void The_check_tells_right_from_wrong(string function, string x, string result, bool expected) =>
        Assert.Equal(expected, IsRight(function, BFloat16.Parse(x), BFloat16.Parse(result)));

    private static void Check<T>(string function, int stride)
        where T : struct, IBinaryFloat<T>
    {
        var count = 2 * (int)T.Layout.SignBit;
        Parallel.For(0, (count + stride - 1) / stride, i =>
        {
            var x = T.FromBits((uint)(i * stride));
            var result = Ops.Apply(function, x);
            if (!IsRight(function, x, result))
            {
                Assert.Fail($"{T.Name} {function}({x.ToText()}): {result.ToText()}");
            }
        });
    }

    private static bool IsRight<T>(string function, T x, T result)
        where T : struct, IBinaryFloat<T>
    {
        if (Special(function, x) is { } special)
        {
            return special == result.ToText();
        }

        var infinity = RoundingInterval.Infinity(T.Layout);
        var exact = RoundingInterval.Value(T.Layout, x.Pattern);
        exact = x.IsNegative ? -exact : exact;
        var negative = function switch
        {
            "exp" => false,
            "log" => exact < Dyadic.One,
            _ => exact.Sign < 0,
        };
        return result.Pattern <= infinity && result.IsNegative == negative
            && RoundingInterval.Of(T.Layout, result.Pattern).Holds(bits =>
                negative ? -Ops.Bounds(function, exact, bits) : Ops.Bounds(function, exact, bits));
    }

    /// <summary>
    /// The result that is no rounding, by IEEE 754, or since e^256 > 2^256 is beyond formats of emax up to 127.
    /// </summary>
    private static string? Special<T>(string function, T x)
        where T : struct, IBinaryFloat<T> => (function, x.ToDouble()) switch
        {
            (_, double.NaN) => "nan",
            (_, double.PositiveInfinity) or ("exp", >= 256) => "inf",
            ("exp", double.NegativeInfinity) => "0",
            ("log", 0) or ("log1p", -1) => "-inf",
            ("log1p", 0) => x.ToText(),
            ("log", < 0) or ("log1p", < -1) => "nan",
            _ => null,
        };
}
