using Experiments.Losses;
using Experiments.Numerics.Formats;

namespace Experiments.Claims;

/// <summary>
/// F2: in float16 and bfloat16 the upper end of Keras' clip is 1, and the loss of a confident sample is NaN for either
/// label.
/// </summary>
internal static class HalfClipFinding
{
    /// <summary>
    /// The ends of the clip and the losses from σ(x) = 1 on, in both formats; and that float32's clip holds.
    /// </summary>
    public static Judgement Judge(Evidence evidence)
    {
        var formulas = evidence.Formulas;
        (bool IsUnprotected, string Words)[] halves = [Look<Float16>(formulas), Look<BFloat16>(formulas)];
        var single = Look<Float32>(formulas);
        return new(
            string.Join("; ", halves.Append(single).Select(format => format.Words)),
            Verdict.Reproduced.If(halves.All(format => format.IsUnprotected) && !single.IsUnprotected),
            "1 − 1e-7 rounds to 1 where a format has fewer than 23 bits, so the logit is infinite and the loss ∞ − ∞")
        {
            Short = halves.All(half => half.IsUnprotected) ? "1 − ε is 1 there, the loss nan" : "1 − ε is not 1 there",
            Values = [("float16_clip_high", High<Float16>(formulas)), ("bfloat16_clip_high", High<BFloat16>(formulas))],
        };
    }

    private static string High<T>(ArticleFormulas formulas)
        where T : struct, IFloat<T> => new Limits<T>(formulas).ClipHigh.ToText();

    private static (bool IsUnprotected, string Words) Look<T>(ArticleFormulas formulas)
        where T : struct, IFloat<T>
    {
        var limits = new Limits<T>(formulas);
        if (limits.SigmoidOneFrom is not { } x)
        {
            return (false, $"{T.Name}: the sigmoid is nowhere 1");
        }

        var clipped = formulas.Clipped.In<T>();
        T[] losses = [clipped.At(x, T.One), clipped.At(x, T.Zero)];
        return (
            limits.ClipHigh.Equals(T.One) && losses.All(loss => !loss.IsFinite && !loss.IsInfinite),
            $"{T.Name}: 1 − ε = {limits.ClipHigh.ToText()}, "
                + $"the losses from {x.ToText()} on are {losses[0].ToText()} for label 1 and {losses[1].ToText()} for label 0");
    }
}
