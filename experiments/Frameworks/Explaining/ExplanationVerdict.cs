using Experiments.Losses.Explanations;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Frameworks.Explaining;

/// <summary>What became of a value, in a sentence.</summary>
internal static class ExplanationVerdict
{
    private static readonly Rational Half = new(1, 2);

    /// <summary>The sentence for a value and what it is exactly.</summary>
    public static string Of<T>(string quantity, T value, ExactValue exact)
        where T : struct, IFloat<T>
    {
        if (!value.IsFinite)
        {
            return !value.IsInfinite ? exact.IsNaN ? "it is no number, as x is none." : "it is no number at all."
                : exact.Infinity == (value < T.Zero ? -1 : 1) ? "it is infinite, and rightly so."
                : exact.Infinity == 0 && !exact.IsNaN ? "it is infinite, where it should be finite." : "it is infinite.";
        }

        if (exact.Middle is not { } middle)
        {
            return exact.IsNaN ? "the exact one is no number." : exact.Infinity != 0 ? "it is finite, where it should be infinite."
                : "how far it is off is not known.";
        }

        if (middle.Sign == 0 || ExplanationStep<T>.UlpsOf(value, exact) is not { } ulps)
        {
            return value.IsZero ? "it is right." : "it is not 0, as it should be.";
        }

        var relative = Rational.Abs(value.Exact - middle) / Rational.Abs(middle);
        return ulps <= Half ? "it is the nearest number of the format."
            : value.IsZero ? $"nothing of the {quantity} is left."
            : ulps <= 2 ? "it is right but for the last digit."
            : value.Exact.Sign != middle.Sign ? "its sign is wrong."
            : relative >= 2 ? $"it is {SignificantDigits.Of(Rational.Abs(value.Exact / middle), 3)} times as large."
            : 10_000 * relative >= 1 ? $"it is off by {SignificantDigits.Of(100 * relative, relative >= 1 ? 3 : 2)} %."
            : $"it is off by {SignificantDigits.Of(relative, 2)} of it, {SignificantDigits.OfUlps(ulps)} ulps.";
    }
}
