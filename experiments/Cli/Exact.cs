using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Cli;

/// <summary>Numbers of a format as exact ones and back, for types whose operators only generic code can name.</summary>
internal static class Exact
{
    /// <summary>The exact value of a finite number.</summary>
    /// <exception cref="NotFiniteException">It is none.</exception>
    public static Rational Of<T>(T x)
        where T : struct, IFloat<T> => x.Exact;

    /// <summary>The number nearest to an exact value, ties to even.</summary>
    public static T Round<T>(Rational x)
        where T : struct, IFloat<T> => T.Round(x);
}
