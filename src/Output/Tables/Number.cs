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
        new(value.ToText(), T.Parameters is null && value.IsInfinite ? double.NaN : value.ToDouble());

    /// <summary>A value of a format, where there is one.</summary>
    public static Number? From<T>(T? value)
        where T : struct, IFloat<T> => value is { } number ? From(number) : null;
}
