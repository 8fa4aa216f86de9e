using Experiments.Numerics.Formats;
using Experiments.Output.Figures;

namespace Experiments.Article;

/// <summary>What the article's figures have in common.</summary>
internal static class ArticleFigure
{
    /// <summary>What a gap in a line of a format is called: in decimal a cell such as overflow, else NaN.</summary>
    public static string Gap(string format) => IsDecimal(format) ? "no number" : "nan";

    /// <summary>Whether a format has words such as overflow in place of infinity.</summary>
    public static bool IsDecimal(string format) => format == ClrDecimal.Name;

    /// <summary>How words write an x of a format: in its shortest digits, as the table has it; long ones rounded.</summary>
    public static Func<double, string> Digits(string format) => x => NumberFormat.Find(format)!.Run(new Shortest(x));

    private sealed class Shortest(double x) : IFormatWork<string>
    {
        public string Run<T>()
            where T : struct, IFloat<T> => Typeset.Number(T.Round(new Float64(x).Exact).ToText());
    }
}
