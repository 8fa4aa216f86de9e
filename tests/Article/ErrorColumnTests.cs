using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Tests.Article;

/// <summary>The columns of relative errors, which the figures draw, against the other cells of their rows.</summary>
public class ErrorColumnTests
{
    [Theory]
    [InlineData("cross-entropy.csv", "", "naive", "clipped", "logits")]
    [InlineData("mixed-precision.csv", "float32", "keras224", "tf_keras2", "keras3", "torch")]
    public void An_error_is_that_of_the_losses_in_its_row_exactly_and_rounded_once(
        string file,
        string formatOfLosses,
        params string[] columns)
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "output", file));
        var header = lines[0].Split(',');

        // Every 7th row: coprime to what is round in the grids.
        foreach (var cells in lines.Skip(1).Where((_, row) => row % 7 == 0).Select(line => line.Split(',')))
        {
            var format = NumberFormat.Find(formatOfLosses.Length == 0 ? Cell("format") : formatOfLosses)!;
            Assert.All(columns, column => Assert.Equal(format.Run(new Error(Cell(column), Cell("exact"))), Cell(column + "_error")));

            string Cell(string column) => cells[Array.IndexOf(header, column)];
        }
    }

    private sealed class Error(string loss, string exact) : IFormatWork<string>
    {
        public string Run<T>()
            where T : struct, IFloat<T>
        {
            var (value, truth) = (T.Parse(loss), T.Parse(exact).Exact);
            return value.IsFinite ? Float64.Round(Rational.Abs(value.Exact - truth) / truth).ToText() : value.IsInfinite ? "inf" : "nan";
        }
    }
}
