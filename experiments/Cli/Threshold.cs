using Experiments.Numerics.Formats;

namespace Experiments.Cli;

/// <summary>A number that a figure marks: where to draw it, and its digits in its own format.</summary>
internal sealed record Threshold(double Value, string Text)
{
    /// <summary>A value of a format.</summary>
    public static Threshold Of<T>(T value)
        where T : struct, IFloat<T> => new(value.ToDouble(), value.ToText());

    /// <summary>A value of a format, where there is one.</summary>
    public static Threshold? Of<T>(T? value)
        where T : struct, IFloat<T> => value is { } x ? Of(x) : null;
}
