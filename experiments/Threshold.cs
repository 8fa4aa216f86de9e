using Experiments.Formats;
using Experiments.Reference;

namespace Experiments;

/// <summary>A number that a figure marks: where to draw it, and its digits in its own format.</summary>
internal sealed record Threshold(double Value, string Text)
{
    /// <summary>A value of a format.</summary>
    public static Threshold Of<T>(T value)
        where T : struct, IFloat<T> => new(value.ToDouble(), value.ToText());

    /// <summary>A value of a format, where there is one.</summary>
    public static Threshold? Of<T>(T? value)
        where T : struct, IFloat<T> => value is { } x ? Of(x) : null;

    /// <summary>An x beyond which every format's sigmoid is 1: 2^15.</summary>
    public static T Farthest<T>()
        where T : struct, IFloat<T> => T.Round((Rational)(1 << QuickElementary.ExpMagnitudeLimit));
}
