using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;
using Experiments.Output.Tables;

namespace Experiments.Cli;

/// <summary>A decimal number that a user gave, as written, and its exact value.</summary>
internal readonly record struct ExactNumber(string Text, Rational Value)
{
    /// <summary>The one text that stands for all of the same value.</summary>
    public string Canonical => DecimalText.Canonical(Text);

    /// <summary>The number as written, fit to be shown.</summary>
    public override string ToString() => Excerpt.Of(Text);

    /// <summary>The number that a text is.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static ExactNumber Parse(string text) => DecimalText.TryParse(text, out var value)
        ? new(text, value)
        : throw new UsageException(text.StartsWith('−')
            ? $"'{Excerpt.Of(text)}' begins with a typographic minus; type -{Excerpt.Of(text[1..])}."
            : $"'{Excerpt.Of(text)}' is not a decimal number such as -16.5 or 1e-7, its exponent from -100000 to 100000.");
}
