using System.Globalization;
using Experiments.Numerics.Formats;
using Experiments.Tests.Numerics.Formats;

namespace Experiments.Tests.Numerics.Mpfr;

/// <summary>exp, log and log1p against tables made with MPFR: see Fixtures/mpfr/README.md.</summary>
public class MpfrTests
{
    [Fact]
    public void Float32_agrees_with_mpfr() => AssertAgrees<Float32>(Float32.Name);

    [Fact]
    public void Float64_agrees_with_mpfr_published_worst_cases_included() => AssertAgrees<Float64>(Float64.Name);

    [Fact]
    public void Float80_agrees_with_mpfr_published_worst_cases_included() => AssertAgrees<Float80>(Float80.Name);

    [Fact]
    public void The_definition_alone_agrees_with_mpfr_from_8_to_113_bits()
    {
        AssertAgrees<DefinedB16>("bfloat16");
        AssertAgrees<Defined16>("float16");
        AssertAgrees<Defined32>("float32");
        AssertAgrees<Defined64>("float64");
        AssertAgrees<Defined128>("float128");
    }

    [Fact]
    public void Float16_agrees_with_mpfr() => AssertAgrees<Float16>(Float16.Name);

    [Fact]
    public void BFloat16_agrees_with_mpfr() => AssertAgrees<BFloat16>(BFloat16.Name);

    [Fact]
    public void Float128_agrees_with_mpfr() => AssertAgrees<Float128>(Float128.Name);

    [Fact]
    public void Tf32_agrees_with_mpfr() => AssertAgrees<TensorFloat32>(TensorFloat32.Name);

    [Fact]
    public void Decimal_agrees_with_mpfr()
    {
        foreach (var (function, input, result, label) in Rows(ClrDecimal.Name))
        {
            var actual = Ops.Apply(function, ClrDecimal.Parse(input));
            Assert.True(ClrDecimal.Parse(result) == actual, $"{function}({input}), {label}: {actual.ToText()}, not {result}");
        }
    }

    private static void AssertAgrees<T>(string fixture)
        where T : struct, IBinaryFloat<T>
    {
        var count = 0;
        foreach (var (function, input, result, label) in Rows(fixture))
        {
            AssertSame<T>(function, input, result, label);
            count++;
        }

        Assert.True(count > 1000);
    }

    private static void AssertSame<T>(string function, string input, string result, string label)
        where T : struct, IBinaryFloat<T>
    {
        var actual = Ops.Apply(function, T.FromBits(UInt128.Parse(input, NumberStyles.HexNumber, CultureInfo.InvariantCulture)));
        var expected = T.FromBits(UInt128.Parse(result, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        Assert.True(expected.Bits == actual.Bits, $"{T.Name} {function}({input}), {label}: {actual.ToText()}, not {expected.ToText()}");
    }

    private static IEnumerable<(string Function, string Input, string Result, string Label)> Rows(string format) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Fixtures", "mpfr", $"elementary-{format}.csv"))
            .Skip(1)
            .Select(line => line.Split(','))
            .Select(cells => (cells[0], cells[1], cells[2], cells[3]));
}
