using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Tests;

/// <summary>A format's operations as plain functions.</summary>
internal static class Ops
{
    public static T Add<T>(T x, T y)
        where T : struct, IFloat<T> => x + y;

    public static T Subtract<T>(T x, T y)
        where T : struct, IFloat<T> => x - y;

    public static T Multiply<T>(T x, T y)
        where T : struct, IFloat<T> => x * y;

    public static T Divide<T>(T x, T y)
        where T : struct, IFloat<T> => x / y;

    public static bool Less<T>(T x, T y)
        where T : struct, IFloat<T> => x < y;

    public static bool Greater<T>(T x, T y)
        where T : struct, IFloat<T> => x > y;

    public static T Max<T>(T x, T y)
        where T : struct, IFloat<T> => T.Max(x, y);

    public static T Min<T>(T x, T y)
        where T : struct, IFloat<T> => T.Min(x, y);

    public static T Abs<T>(T x)
        where T : struct, IFloat<T> => T.Abs(x);

    public static T Negate<T>(T x)
        where T : struct, IFloat<T> => -x;

    public static bool IsNaN<T>(T x)
        where T : struct, IBinaryFloat<T> => T.Layout.IsNaN(x.Pattern);

    /// <summary>The number so many steps above x > 0.</summary>
    public static Float32 Ulps(Float32 x, int steps) =>
        new(BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(x.Value) + steps));

    public static T Apply<T>(string function, T x)
        where T : struct, IFloat<T> => function switch
        {
            "exp" => T.Exp(x),
            "log" => T.Log(x),
            "log1p" => T.Log1P(x),
            _ => throw new ArgumentOutOfRangeException(nameof(function), function, "not a function"),
        };

    /// <summary>Bounds of the true value.</summary>
    public static Interval Bounds(string function, Dyadic x, int bits) => function switch
    {
        "exp" => Elementary.Exp(x, bits),
        "log" => Elementary.Log(x, bits),
        "log1p" => Elementary.Log1P(x, bits),
        _ => throw new ArgumentOutOfRangeException(nameof(function), function, "not a function"),
    };
}
