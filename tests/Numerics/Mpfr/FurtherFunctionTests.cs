using System.Globalization;
using Experiments.Numerics.Formats;

namespace Experiments.Tests.Numerics.Mpfr;

/// <summary>
/// expm1, exp2, log2, tanh and the fused multiply-add against a table made with MPFR: see Fixtures/mpfr/further.py.
/// </summary>
public class FurtherFunctionTests
{
    public static TheoryData<object> Formats { get; } =
        [default(Float16), default(BFloat16), default(Float32), default(Float64), default(Float128)];

    [Theory]
    [MemberData(nameof(Formats))]
    public void They_agree_with_mpfr<T>(T zero)
        where T : struct, IBinaryFloat<T>
    {
        Assert.True(zero.IsZero);
        string[][] rows = [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Fixtures", "mpfr", "further.csv"))
            .Select(line => line.Split(',')).Where(cells => cells[0] == T.Name)];
        Assert.True(rows.Length > 1000);
        foreach (var cells in rows)
        {
            T[] x = [.. cells[2].Split(' ').Select(Read)];
            var actual = cells[1] switch
            {
                "expm1" => Rounded.ExpM1(x[0]),
                "exp2" => Rounded.Exp2(x[0]),
                "log2" => Rounded.Log2(x[0]),
                "tanh" => Rounded.Tanh(x[0]),
                _ => T.MultiplyAdd(x[0], x[1], x[2]),
            };
            AssertIs(cells[3], actual, $"{cells[1]}({cells[2]})");
            if (cells[1] == "fma")
            {
                AssertIs(cells[3], Rounded.MultiplyAdd(x[0], x[1], x[2]), $"fma by definition at {cells[2]}");
            }
        }

        static T Read(string hex) => T.FromBits(UInt128.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture));

        static void AssertIs(string expected, T actual, string what) =>
            Assert.True(Read(expected).Bits == actual.Bits, $"{T.Name} {what}: {actual.ToText()}, not {Read(expected).ToText()}");
    }

    [Fact]
    public void Decimal_has_its_tokens_and_all_its_digits()
    {
        Assert.Equal("log0", Rounded.Log2(ClrDecimal.Parse("0")).ToText());
        Assert.Equal("overflow", Rounded.Exp2(ClrDecimal.Parse("96.1")).ToText());
        Assert.Equal("-10", Rounded.Log2(ClrDecimal.Parse("0.0009765625")).ToText());
        Assert.Equal("0.7615941559557648881194582826", Rounded.Tanh(ClrDecimal.Parse("1")).ToText());
    }
}
