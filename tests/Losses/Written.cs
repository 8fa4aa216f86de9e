using Experiments.Numerics.Formats;

namespace Experiments.Tests.Losses;

/// <summary>
/// The formulas written once more as plain code over a format's operations, to hold the expressions against.
/// </summary>
internal static class Written
{
    public static T Sigmoid<T>(T x)
        where T : struct, IFloat<T> => T.One / (T.One + T.Exp(-x));

    public static T Logit<T>(T p)
        where T : struct, IFloat<T> => T.Log(p / (T.One - p));

    public static T RoundTrip<T>(T x)
        where T : struct, IFloat<T> => Logit(Sigmoid(x));

    public static T Clip<T>(T p)
        where T : struct, IFloat<T> => T.Max(T.Min(p, T.One - Epsilon<T>()), Epsilon<T>());

    public static T Epsilon<T>()
        where T : struct, IFloat<T> => T.Parse("1e-7");

    public static T Naive<T>(T x, T y)
        where T : struct, IFloat<T> => -T.Log(y.IsZero ? T.One - Sigmoid(x) : Sigmoid(x));

    public static T Logits<T>(T x, T y)
        where T : struct, IFloat<T> => (T.Max(x, T.Zero) - (x * y)) + T.Log1P(T.Exp(-T.Abs(x)));

    public static T Clipped<T>(T x, T y)
        where T : struct, IFloat<T> => Logits(Logit(Clip(Sigmoid(x))), y);

    public static T Keras3<T>(T x, T y)
        where T : struct, IFloat<T> => Negative(Clip(Sigmoid(x)), T.One - Clip(Sigmoid(x)), y);

    public static T TfKeras2<T>(T x, T y)
        where T : struct, IFloat<T> =>
            Negative(Clip(Sigmoid(x)) + Epsilon<T>(), (T.One - Clip(Sigmoid(x))) + Epsilon<T>(), y);

    public static T Torch<T>(T x, T y)
        where T : struct, IFloat<T>
    {
        var (s, least) = (Sigmoid(x), T.Parse("-100"));
        return ((y - T.One) * T.Max(T.Log1P(-s), least)) - (y * T.Max(T.Log(s), least));
    }

    public static T ClippedGradient<T>(T x, T y)
        where T : struct, IFloat<T>
    {
        var s = Sigmoid(x);
        var c = Clip(s);
        return s.IsFinite && !c.Equals(s) ? T.Zero : ((Sigmoid(Logit(c)) - y) / (c * (T.One - c))) * (s * (T.One - s));
    }

    public static T TorchGradient<T>(T x, T y)
        where T : struct, IFloat<T>
    {
        var s = Sigmoid(x);
        return ((s - y) / T.Max((T.One - s) * s, T.Parse("1e-12"))) * (T.One - s) * s;
    }

    public static T LogitsGradient<T>(T x, T y)
        where T : struct, IFloat<T> => Sigmoid(x) - y;

    /// <summary>TensorFlow 1's gradient of its loss of raw outputs, its four parts added as its graph does.</summary>
    public static T GraphGradient<T>(T x, T y)
        where T : struct, IFloat<T>
    {
        var isPositive = !(x < T.Zero);
        var e = T.Exp(isPositive ? -x : x);
        var tail = (T.One / (T.One + e)) * e;
        var (taken, other) = isPositive ? (T.Zero, -tail) : (tail, -T.Zero);
        return (((isPositive ? T.One : T.Zero) + (-y)) + taken) + other;
    }

    private static T Negative<T>(T a, T b, T y)
        where T : struct, IFloat<T> => -((y * T.Log(a)) + ((T.One - y) * T.Log(b)));
}
