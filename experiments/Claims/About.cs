using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;
using Experiments.Output.Figures;

namespace Experiments.Claims;

/// <summary>A number that the article gives as "about", read off a plot; and ours beside it.</summary>
/// <remarks>
/// One rule judges them all. Within 1 % of the article's number is reproduced, since a plot is not read more finely
/// than to a hundredth of its width. Within 10 % is approximately, and beyond that not reproduced.
/// </remarks>
internal static class About
{
    /// <summary>How far ours lies from the article's number, exactly decided.</summary>
    public static Verdict Judge<T>(T ours, Rational article)
        where T : struct, IFloat<T>
    {
        var distance = Distance(ours, article);
        return 100 * distance <= 1 ? Verdict.Reproduced : 10 * distance <= 1 ? Verdict.Approximately : Verdict.NotReproduced;
    }

    /// <summary>That distance in words: "0.61 % off the article's".</summary>
    public static string Words<T>(T ours, Rational article)
        where T : struct, IFloat<T> => $"{Typeset.Number(Float64.Round(100 * Distance(ours, article)).Value, 2)} % off the article's";

    private static Rational Distance<T>(T ours, Rational article)
        where T : struct, IFloat<T> => Rational.Abs(ours.Exact - article) / Rational.Abs(article);
}
