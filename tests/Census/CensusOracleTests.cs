using System.Globalization;
using Experiments.Numerics.Formats;

namespace Experiments.Tests.Census;

/// <summary>The census of 16-bit formats against that of another program, in Python: see Fixtures/census.</summary>
public class CensusOracleTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Fixtures", "census");

    [Fact]
    public void Every_row_of_float16_is_the_oracles() => Check<Float16>();

    [Fact]
    public void Every_row_of_bfloat16_is_the_oracles() => Check<BFloat16>();

    private static void Check<T>()
        where T : struct, IBinaryFloat<T>
    {
        var tables = Census.Tables(NumberFormat.Named<T>(), Census.How(isFast: false));
        Assert.Equal(Oracle("census"), Census.Rows(tables["census"]).Select(cells => Told(cells[1..], error: 7, number: 8)));
        Assert.Equal(Oracle("regions"), Census.Rows(tables["census-regions"]).Select(cells => Told(cells[1..], number: 1, other: 2)));
        Assert.Equal(
            Oracle("losses"),
            Census.Rows(tables["census-losses"])
                .Select(cells => string.Join(',', cells[..1].Concat(cells[2..4]).Concat(cells[4..].Select(Float)))));

        static string[] Oracle(string table) =>
        [
            .. File.ReadAllLines(Path.Combine(Folder, $"{table}-{T.Name}.csv")).Skip(1).Select(line => line.Split(','))
                .Select(cells => string.Join(',', table == "census" ? Replaced(cells, 7, Float)
                    : table == "losses" ? cells[..3].Concat(cells[3..].Select(Float))
                    : cells)),
        ];

        static string Told(string[] cells, int number, int error = -1, int other = -1) =>
            string.Join(',', Replaced(Replaced(Replaced(cells, number, Bits), error, Float), other, Bits));

        static string Bits(string cell) => cell.Length == 0 ? cell : $"{(uint)T.Parse(cell).Bits:x4}";
    }

    private static string[] Replaced(string[] cells, int place, Func<string, string> change) =>
        [.. cells.Select((cell, i) => i == place ? change(cell) : cell)];

    /// <summary>The bits of the float64 that a text is; Python and CSV write them differently.</summary>
    private static string Float(string cell) => cell is "" or "inf" ? cell
        : $"{BitConverter.DoubleToInt64Bits(double.Parse(cell, CultureInfo.InvariantCulture)):x16}";
}
