using Experiments.Numerics.Exact;

namespace Experiments.Numerics.Formats;

/// <summary>
/// The members of <see cref="IFloat{T}"/> for code that names a format. Without them only generic code reaches the
/// interface's bodies.
/// </summary>
public static class FloatMembers
{
    extension<T>(T x)
        where T : struct, IFloat<T>
    {
        /// <summary>Whether the value is 0 of either sign.</summary>
        public bool IsZero => x.IsZero;

        /// <summary>Whether the value is a number, neither infinite nor NaN.</summary>
        public bool IsFinite => x.IsFinite;

        /// <summary>The exact value of a finite number; other values throw <see cref="NotFiniteException"/>.</summary>
        public Rational Exact => x.Exact;

        /// <summary>The text of the value: the shortest digits that read back to it.</summary>
        public string ToText() => x.ToText();

        /// <summary>The float64 nearest to the value, for pictures.</summary>
        public double ToDouble() => x.ToDouble();

        /// <summary>The value nearest to an exact number, ties to even.</summary>
        public static T Round(Rational exact) => T.Round(exact);

        /// <summary>The value nearest to the decimal number written; throws <see cref="FormatException"/>.</summary>
        public static T Parse(string text) => T.Parse(text);

        /// <summary>log x, correctly rounded.</summary>
        public static T Log(T value) => T.Log(value);
    }
}
