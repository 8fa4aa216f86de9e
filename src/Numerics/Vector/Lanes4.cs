using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Experiments.Numerics.Vector;

/// <summary>Four numbers, for AVX2.</summary>
internal readonly struct Lanes4 : ILanes<Lanes4>
{
    private readonly Vector256<double> value;

    private Lanes4(Vector256<double> value) => this.value = value;

    private Lanes4(Vector256<long> bits) => value = bits.AsDouble();

    public static int Count => 4;

    private Vector256<long> Bits => value.AsInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Of(double value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 OfBits(long bits) => new(Vector256.Create(bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Load(ref readonly float from) => new(Avx.ConvertToVector256Double(Vector128.LoadUnsafe(in from)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float to) => Avx.ConvertToVector128Single(value).StoreUnsafe(ref to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator +(Lanes4 x, Lanes4 y) => new(x.value + y.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator -(Lanes4 x, Lanes4 y) => new(x.value - y.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator *(Lanes4 x, Lanes4 y) => new(x.value * y.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator /(Lanes4 x, Lanes4 y) => new(x.value / y.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 MultiplyAdd(Lanes4 x, Lanes4 y, Lanes4 z) => new(Vector256.FusedMultiplyAdd(x.value, y.value, z.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 AtLeast(Lanes4 bound, Lanes4 x) => new(Vector256.MaxNative(bound.value, x.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 AtMost(Lanes4 bound, Lanes4 x) => new(Vector256.MinNative(bound.value, x.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Below(Lanes4 x, Lanes4 y) => new(Vector256.LessThan(x.value, y.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 RoundsApart(Lanes4 x, Lanes4 y) => new(~Vector256.WidenLower(
        Vector128.Equals(Avx.ConvertToVector128Single(x.value), Avx.ConvertToVector128Single(y.value)).AsInt32().ToVector256Unsafe()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 BitsBelow(Lanes4 x, Lanes4 y) => new(Vector256.LessThan(x.Bits, y.Bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Select(Lanes4 mask, Lanes4 x, Lanes4 y) => new(Vector256.ConditionalSelect(mask.value, x.value, y.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator &(Lanes4 x, Lanes4 y) => new(x.Bits & y.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator ^(Lanes4 x, Lanes4 y) => new(x.Bits ^ y.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator |(Lanes4 x, Lanes4 y) => new(x.Bits | y.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 AddBits(Lanes4 x, Lanes4 y) => new(x.Bits + y.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 SubtractBits(Lanes4 x, Lanes4 y) => new(x.Bits - y.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator <<(Lanes4 x, int count) => new(x.Bits << count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator >>>(Lanes4 x, int count) => new(x.Bits >>> count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Lookup(double[] table, Lanes4 place)
    {
        // Of each quarter of the table the entry by the two lowest bits, two halves of 32 bits; then by the other two.
        ref var first = ref MemoryMarshal.GetArrayDataReference(table);
        var half = (place.Bits & Vector256.Create(3L)) << 1;
        var halves = (half | ((half + Vector256<long>.One) << 32)).AsInt32();
        var (isOdd, isUpper) = ((place.Bits << 61).AsDouble(), (place.Bits << 60).AsDouble());
        return new(Avx.BlendVariable(
            Avx.BlendVariable(Quarter(ref first, 0, halves), Quarter(ref first, 4, halves), isOdd),
            Avx.BlendVariable(Quarter(ref first, 8, halves), Quarter(ref first, 12, halves), isOdd),
            isUpper));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Quarter(ref double first, nuint start, Vector256<int> halves) =>
        Avx2.PermuteVar8x32(Vector256.LoadUnsafe(ref first, start).AsInt32(), halves).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool All(Lanes4 mask) => mask.Bits == Vector256<long>.AllBitsSet;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lanes4 mask) => mask.Bits != Vector256<long>.Zero;
}
