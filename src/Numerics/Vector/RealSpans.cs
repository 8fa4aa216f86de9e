using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Experiments.Numerics.Vector;

/// <summary>Functions of many float32 numbers, each result correctly rounded.</summary>
/// <remarks>
/// A value near the true one decides its rounding unless a midpoint of two float32 neighbours is as near: about one in
/// 2^16, for which the definition is asked. So the results do not depend on how many lanes the machine has.
/// </remarks>
internal static class RealSpans
{
    // 2^−41 of a float64 is at most 2^12 of its last places, of which a last place of float32 has 2^29.
    private const double Bound = 1.0 / (1L << 41);
    private const long Reach = 1 << 12;
    private const long Midpoint = 1 << 28;
    private const double LeastNormal = 1.17549435082228750797e-38;

    /// <summary>Whether a number in float32's normal range lies half way between two of its neighbours.</summary>
    public static bool IsMidpoint(double x) => (BitConverter.DoubleToInt64Bits(x) & ((2 * Midpoint) - 1)) == Midpoint;

    /// <summary>The value of a function at one number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float At<TFunction>(float x)
        where TFunction : struct, IRealFunction
    {
        var near = TFunction.Near(Lanes1.Of(x));
        return Lanes1.Any(IsOpen(near)) ? TFunction.Defined(x) : (float)near.Value;
    }

    /// <summary>The values of a function, in the widest lanes that the machine has.</summary>
    public static void Fill<TFunction>(ReadOnlySpan<float> x, Span<float> results)
        where TFunction : struct, IRealFunction
    {
        Elementary32.Prepare();
        if (Vector512.IsHardwareAccelerated)
        {
            Fill<TFunction, Lanes8>(x, results);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Fill<TFunction, Lanes4>(x, results);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            Fill<TFunction, Lanes2>(x, results);
        }
        else
        {
            Fill<TFunction, Lanes1>(x, results);
        }
    }

    /// <summary>The values of a function in lanes of some width.</summary>
    /// <exception cref="ArgumentException">There is too little room, or the results lie over the arguments.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill<TFunction, TLanes>(ReadOnlySpan<float> x, Span<float> results)
        where TFunction : struct, IRealFunction
        where TLanes : struct, ILanes<TLanes>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(results.Length, x.Length);
        if (MemoryMarshal.Cast<float, byte>(x).Overlaps(MemoryMarshal.Cast<float, byte>(results)))
        {
            throw new ArgumentException("The results lie over the arguments.", nameof(results));
        }

        var step = TLanes.Count;
        var whole = x.Length - (x.Length % step);
        for (var i = 0; i < whole; i += step)
        {
            if (Fill<TFunction, TLanes>(in x[i], ref results[i]))
            {
                Define<TFunction>(x.Slice(i, step), results.Slice(i, step));
            }
        }

        if (whole < x.Length)
        {
            Span<float> rest = stackalloc float[step];
            Span<float> values = stackalloc float[step];
            rest.Clear();
            x[whole..].CopyTo(rest);
            if (Fill<TFunction, TLanes>(in rest[0], ref values[0]))
            {
                Define<TFunction>(rest, values);
            }

            values[..(x.Length - whole)].CopyTo(results[whole..]);
        }
    }

    /// <summary>The values at as many arguments as there are lanes, and whether any of them is left open.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Fill<TFunction, TLanes>(ref readonly float x, ref float result)
        where TFunction : struct, IRealFunction
        where TLanes : struct, ILanes<TLanes>
    {
        var near = TFunction.Near(TLanes.Load(in x));
        near.Store(ref result);
        return TLanes.Any(IsOpen(near));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes IsOpen<TLanes>(TLanes y)
        where TLanes : struct, ILanes<TLanes>
    {
        var size = y & TLanes.OfBits(long.MaxValue);
        if (TLanes.Any(TLanes.Below(size, TLanes.Of(LeastNormal))))
        {
            // The last place of subnormals lies elsewhere.
            var error = size * TLanes.Of(Bound);
            return TLanes.RoundsApart(y - error, y + error);
        }

        var rest = TLanes.AddBits(y, TLanes.OfBits(Reach - Midpoint)) & TLanes.OfBits((2 * Midpoint) - 1);
        return TLanes.BitsBelow(rest, TLanes.OfBits(2 * Reach));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Define<TFunction>(ReadOnlySpan<float> x, Span<float> results)
        where TFunction : struct, IRealFunction
    {
        for (var i = 0; i < x.Length; i++)
        {
            results[i] = Latest<TFunction>.Of(x[i]);
        }
    }

    /// <summary>
    /// The last argument beside which one was left open: of numbers in a row, many often come to one argument, which the
    /// definition then decides once. It saves a fifth of the census' round trips.
    /// </summary>
    private static class Latest<TFunction>
        where TFunction : struct, IRealFunction
    {
        [ThreadStatic]
        private static (int Bits, float Result)? last;

        public static float Of(float x)
        {
            var bits = BitConverter.SingleToInt32Bits(x);
            if (last is not { } known || known.Bits != bits)
            {
                last = known = (bits, At<TFunction>(x));
            }

            return known.Result;
        }
    }
}
