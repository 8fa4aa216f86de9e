using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Experiments.Numerics.Vector;

/// <summary>−a.</summary>
internal readonly struct Negation : IFloatOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Of(Vector256<float> a, Vector256<float> b, Vector256<float> c) => -a;
}

/// <summary>a + b.</summary>
internal readonly struct Addition : IFloatOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Of(Vector256<float> a, Vector256<float> b, Vector256<float> c) => a + b;
}

/// <summary>a − b.</summary>
internal readonly struct Subtraction : IFloatOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Of(Vector256<float> a, Vector256<float> b, Vector256<float> c) => a - b;
}

/// <summary>a · b.</summary>
internal readonly struct Multiplication : IFloatOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Of(Vector256<float> a, Vector256<float> b, Vector256<float> c) => a * b;
}

/// <summary>a / b.</summary>
internal readonly struct Division : IFloatOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Of(Vector256<float> a, Vector256<float> b, Vector256<float> c) => a / b;
}

/// <summary>a · b + c, rounded once.</summary>
internal readonly struct FusedMultiplyAddition : IFloatOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Of(Vector256<float> a, Vector256<float> b, Vector256<float> c) =>
        Vector256.FusedMultiplyAdd(a, b, c);
}

/// <summary>The larger of a and b; b where they are equal, NaN where either is.</summary>
internal readonly struct Larger : IFloatOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Of(Vector256<float> a, Vector256<float> b, Vector256<float> c) =>
        Vector256.ConditionalSelect(Vector256.GreaterThan(a, b) | Vector256.IsNaN(a), a, b);
}

/// <summary>The smaller of a and b; b where they are equal, NaN where either is.</summary>
internal readonly struct Smaller : IFloatOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Of(Vector256<float> a, Vector256<float> b, Vector256<float> c) =>
        Vector256.ConditionalSelect(Vector256.LessThan(a, b) | Vector256.IsNaN(a), a, b);
}

/// <summary>1 where a ≥ b, else 0.</summary>
internal readonly struct Comparison : IFloatOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Of(Vector256<float> a, Vector256<float> b, Vector256<float> c) =>
        Vector256.ConditionalSelect(Vector256.GreaterThanOrEqual(a, b), Vector256<float>.One, Vector256<float>.Zero);
}

/// <summary>b where a is not 0, else c.</summary>
internal readonly struct Selection : IFloatOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Of(Vector256<float> a, Vector256<float> b, Vector256<float> c) =>
        Vector256.ConditionalSelect(Vector256.Equals(a, Vector256<float>.Zero), c, b);
}

/// <summary>|a − b|.</summary>
internal readonly struct Distance : IFloatOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Of(Vector256<float> a, Vector256<float> b, Vector256<float> c) => Vector256.Abs(a - b);
}
