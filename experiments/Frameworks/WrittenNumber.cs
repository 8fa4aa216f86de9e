using Experiments.Cli;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;
using Experiments.Output.Tables;

namespace Experiments.Frameworks;

/// <summary>A number as somebody wrote it: whatever rounds to its last digit agrees with it.</summary>
/// <param name="Text">The number; inf, -inf and nan among it.</param>
/// <param name="Value">Its exact value; 0 where it is not finite.</param>
/// <param name="HalfUnit">Half a unit of its last digit.</param>
internal readonly record struct WrittenNumber(string Text, Rational Value, Rational HalfUnit)
{
    /// <summary>Whether it is a number, no infinity and no NaN.</summary>
    public bool IsFinite => Text is not ("inf" or "-inf" or "nan");

    /// <summary>The least number that rounds to it.</summary>
    public Rational Low => Value - HalfUnit;

    /// <summary>The largest number that rounds to it.</summary>
    public Rational High => Value + HalfUnit;

    /// <summary>Whether it is what somebody may have written for a finite value of a format.</summary>
    /// <remarks>
    /// Rounded to its digits; or its shortest digits, which next to a power of two can be off by more than half a unit.
    /// </remarks>
    public bool Stands<T>(T value)
        where T : struct, IFloat<T> => Rational.Abs(value.Exact - Value) <= HalfUnit
            || (DecimalText.TryParse(value.ToText(), out var shortest) && shortest.CompareTo(Value) == 0);

    /// <summary>The digits of the number without zeros in front.</summary>
    public int Digits => Text.Split('e', 'E')[0].TrimStart('-', '+', '0', '.').Count(char.IsAsciiDigit);

    /// <summary>The number that a text is.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static WrittenNumber Parse(string text)
    {
        if (Sweep.Point(text) is "inf" or "-inf" or "nan")
        {
            return new(Sweep.Point(text), 0, 0);
        }

        var parts = text.Split('e', 'E');
        var places = parts[0].IndexOf('.', StringComparison.Ordinal) is >= 0 and var at ? parts[0].Length - at - 1 : 0;
        var exponent = parts.Length > 1 ? int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture) : 0;
        return new(text, ExactNumber.Parse(text).Value, Rational.FromDecimal(5, exponent - places - 1));
    }

    /// <inheritdoc/>
    public override string ToString() => Excerpt.Of(Text);
}
