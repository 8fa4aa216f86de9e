using System.Globalization;
using Experiments.Numerics.Formats;

namespace Experiments.Cli;

/// <summary>Numbers as cells of a table.</summary>
internal static class Cell
{
    /// <summary>A value of a format, in its shortest digits.</summary>
    public static string Of<T>(T value)
        where T : struct, IFloat<T> => value.ToText();

    /// <summary>A mean in float64.</summary>
    public static string Of(double value) => Of(new Float64(value));

    /// <summary>A count or an index.</summary>
    public static string Of(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A class.</summary>
    public static string Of(bool label) => label ? "1" : "0";
}
