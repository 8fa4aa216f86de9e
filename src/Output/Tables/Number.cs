using Experiments.Numerics.Formats;

namespace Experiments.Output.Tables;

/// <summary>
/// A number as tables and figures have it: its shortest digits in its own format, and the nearest float64 to draw.
/// </summary>
public readonly record struct Number(string Text, double Value)
{
    /// <summary>A value of a format; where decimal has a word such as overflow in place of ∞, nothing to draw.</summary>
    public static Number From<T>(T value)
        where T : struct, IFloat<T> =>
        new(value.ToText(), T.Parameters is null && value.IsInfinite ? double.NaN : Drawn(value.ToDouble(), value.IsZero));

    // A number too small for float64 is drawn as its least one, so that no figure takes it for 0.
    private static double Drawn(double value, bool isZero) => value == 0 && !isZero ? double.Epsilon : value;

    /// <summary>A value of a format, where there is one.</summary>
    public static Number? From<T>(T? value)
        where T : struct, IFloat<T> => value is { } number ? From(number) : null;
}
