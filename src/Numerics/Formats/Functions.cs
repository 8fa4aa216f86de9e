using System.Runtime.CompilerServices;
using Experiments.Numerics.Vector;

namespace Experiments.Numerics.Formats;

/// <summary>Functions of many float32 numbers, each result correctly rounded, the same bits on every machine.</summary>
public static class Spans
{
    /// <summary>e^x.</summary>
    public static void Exp(ReadOnlySpan<float> x, Span<float> results) => RealSpans.Fill<ExpFunction>(x, results);

    /// <summary>log x; −∞ for ±0, NaN below.</summary>
    public static void Log(ReadOnlySpan<float> x, Span<float> results) => RealSpans.Fill<LogFunction>(x, results);

    /// <summary>log(1 + x); −∞ for −1, NaN below.</summary>
    public static void Log1P(ReadOnlySpan<float> x, Span<float> results) => RealSpans.Fill<Log1PFunction>(x, results);

    /// <summary>σ(x) = 1/(1 + e^−x), rounded once.</summary>
    public static void Sigmoid(ReadOnlySpan<float> x, Span<float> results) => RealSpans.Fill<SigmoidFunction>(x, results);

    /// <summary>2^x.</summary>
    public static void Exp2(ReadOnlySpan<float> x, Span<float> results) => RealSpans.Fill<Exp2Function>(x, results);

    /// <summary>tanh x.</summary>
    public static void Tanh(ReadOnlySpan<float> x, Span<float> results) => RealSpans.Fill<TanhFunction>(x, results);

    /// <summary>log(p/(1 − p)), rounded once; −∞ at 0, ∞ at 1, NaN outside.</summary>
    public static void Logit(ReadOnlySpan<float> p, Span<float> results) => RealSpans.Fill<LogitFunction>(p, results);

    /// <summary>log(1 + e^x), rounded once: the loss of a raw output x for label 0.</summary>
    public static void Softplus(ReadOnlySpan<float> x, Span<float> results) => RealSpans.Fill<SoftplusFunction>(x, results);

    /// <summary>log(1 + e^−x), rounded once: the loss of a raw output x for label 1.</summary>
    public static void SoftplusMinus(ReadOnlySpan<float> x, Span<float> results) => RealSpans.Fill<SoftplusMinusFunction>(x, results);

    /// <summary>σ(x) − 1, rounded once: the derivative of the loss for label 1, as σ(x) is for label 0.</summary>
    public static void SigmoidLessOne(ReadOnlySpan<float> x, Span<float> results) => RealSpans.Fill<SigmoidLessOneFunction>(x, results);

    /// <summary>|x − y|, the difference rounded once.</summary>
    public static void Distance(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> results) =>
        FloatSpans.Fill<Distance>(x, y, y, results);

    /// <summary>The numbers whose bit patterns follow one another from one on.</summary>
    public static void Consecutive(uint first, Span<float> results) => FloatSpans.Consecutive(first, results);

    /// <summary>The smallest and the largest of some numbers; both NaN where one of them is.</summary>
    public static (float Low, float High) Extent(ReadOnlySpan<float> x) => FloatSpans.Extent(x);
}

/// <summary>e^x.</summary>
internal readonly struct ExpFunction : IRealFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Near<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> => Elementary32.Exp(x);

    public static float Defined(float x) => IBinaryFloat<Float32>.ExpAsDefined(new(x)).Value;
}

/// <summary>log x.</summary>
internal readonly struct LogFunction : IRealFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Near<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> => Elementary32.WithSpecials(x, Elementary32.Log(x));

    public static float Defined(float x) => IBinaryFloat<Float32>.LogAsDefined(new(x)).Value;
}

/// <summary>log(1 + x).</summary>
internal readonly struct Log1PFunction : IRealFunction
{
    // Below, log(1 + x) is x − x²/2 but for 2^−57 of it; from there on 1 + x is exact, or beyond 2^29 off by 2^−53 of it.
    private const double Small = 1.0 / (1 << 28);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Near<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var sum = x + TLanes.Of(1);
        var series = TLanes.MultiplyAdd(x * TLanes.Of(-0.5), x, x);
        var isSmall = TLanes.Below(x & TLanes.OfBits(long.MaxValue), TLanes.Of(Small));
        return TLanes.Select(isSmall, series, Elementary32.WithSpecials(sum, Elementary32.Log(sum)));
    }

    public static float Defined(float x) => IBinaryFloat<Float32>.Log1PAsDefined(new(x)).Value;
}

/// <summary>σ(x) = 1/(1 + e^−x).</summary>
internal readonly struct SigmoidFunction : IRealFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Near<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> => TLanes.Of(1) / (TLanes.Of(1) + Elementary32.Exp(TLanes.Of(0) - x));

    public static float Defined(float x) => Rounded.Sigmoid(new Float32(x)).Value;
}

/// <summary>−σ(−x) = σ(x) − 1, the derivative of the loss for label 1.</summary>
internal readonly struct SigmoidLessOneFunction : IRealFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Near<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> => TLanes.Of(-1) / (TLanes.Of(1) + Elementary32.Exp(x));

    public static float Defined(float x) => -Rounded.Sigmoid(new Float32(-x)).Value;
}

/// <summary>log(1 + e^x), the loss for label 0.</summary>
internal readonly struct SoftplusFunction : IRealFunction
{
    /// <remarks>max(x, 0) + log(1 + e), e = e^−|x|: nothing cancels.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Near<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var power = Elementary32.Exp(x | TLanes.Of(-0.0));
        return TLanes.AtLeast(TLanes.Of(0), x) + Elementary32.Log1P(power);
    }

    public static float Defined(float x) => Rounded.CrossEntropy(new Float32(x), new Float32(0)).Value;
}

/// <summary>log(1 + e^−x), the loss for label 1.</summary>
internal readonly struct SoftplusMinusFunction : IRealFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Near<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> => SoftplusFunction.Near(x ^ TLanes.Of(-0.0));

    public static float Defined(float x) => SoftplusFunction.Defined(-x);
}

/// <summary>log(p/(1 − p)); −∞ at 0, ∞ at 1, NaN outside.</summary>
internal readonly struct LogitFunction : IRealFunction
{
    /// <remarks>
    /// Around ½, where p/(1 − p) is near 1, it is log(1 + (2p − 1)/(1 − p)), whose numerator is exact.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Near<TLanes>(TLanes p)
        where TLanes : struct, ILanes<TLanes>
    {
        var rest = TLanes.Of(1) - p;
        var difference = p - rest;
        var isMiddle = TLanes.Below(difference & TLanes.OfBits(long.MaxValue), TLanes.Of(0.25));
        var quotient = TLanes.Select(isMiddle, difference, p) / rest;
        var odds = TLanes.Select(isMiddle, quotient + TLanes.Of(1), quotient);
        var lost = quotient - (odds - TLanes.Of(1));
        var log = Elementary32.WithSpecials(odds, Elementary32.Log(odds));
        return TLanes.Select(isMiddle, log + lost, log);
    }

    public static float Defined(float p) => Rounded.Logit(new Float32(p)).Value;
}

/// <summary>2^x.</summary>
internal readonly struct Exp2Function : IRealFunction
{
    /// <remarks>e^(x·ln 2): where e^… is in range, x·ln 2 is off by 2^−47 at most.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Near<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> => Elementary32.Exp(x * TLanes.Of(Elementary64.Ln2));

    public static float Defined(float x) => Rounded.Exp2(new Float32(x)).Value;
}

/// <summary>tanh x.</summary>
internal readonly struct TanhFunction : IRealFunction
{
    // Below, the series; its next term, 0.0015·x^15, is at most 2^−51 of x. From there on 1 − e^(−2·|x|) is at least 0.22,
    // so that an error of the power grows by no more than 4.
    private const double Small = 0.125;

    /// <remarks>(1 − e)/(1 + e) with e = e^(−2·|x|), and the sign of x.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Near<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var size = x & TLanes.OfBits(long.MaxValue);
        var square = size * size;
        var terms = TLanes.MultiplyAdd(square, TLanes.Of(21844.0 / 6081075), TLanes.Of(-1382.0 / 155925));
        terms = TLanes.MultiplyAdd(terms, square, TLanes.Of(62.0 / 2835));
        terms = TLanes.MultiplyAdd(terms, square, TLanes.Of(-17.0 / 315));
        terms = TLanes.MultiplyAdd(terms, square, TLanes.Of(2.0 / 15));
        terms = TLanes.MultiplyAdd(terms, square, TLanes.Of(-1.0 / 3));
        var series = TLanes.MultiplyAdd(terms * square, size, size);
        var power = Elementary32.Exp(TLanes.Of(-2) * size);
        var quotient = (TLanes.Of(1) - power) / (TLanes.Of(1) + power);
        return TLanes.Select(TLanes.Below(size, TLanes.Of(Small)), series, quotient) | (x & TLanes.Of(-0.0));
    }

    public static float Defined(float x) => Rounded.Tanh(new Float32(x)).Value;
}
