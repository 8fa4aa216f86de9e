using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Experiments.Numerics.Vector;

/// <summary>Eight numbers, for AVX-512.</summary>
internal readonly struct Lanes8 : ILanes<Lanes8>
{
    private readonly Vector512<double> value;

    private Lanes8(Vector512<double> value) => this.value = value;

    private Lanes8(Vector512<long> bits) => value = bits.AsDouble();

    public static int Count => 8;

    private Vector512<long> Bits => value.AsInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Of(double value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 OfBits(long bits) => new(Vector512.Create(bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Load(ref readonly float from) => new(Avx512F.ConvertToVector512Double(Vector256.LoadUnsafe(in from)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float to) => Avx512F.ConvertToVector256Single(value).StoreUnsafe(ref to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator +(Lanes8 x, Lanes8 y) => new(x.value + y.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator -(Lanes8 x, Lanes8 y) => new(x.value - y.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator *(Lanes8 x, Lanes8 y) => new(x.value * y.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator /(Lanes8 x, Lanes8 y) => new(x.value / y.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 MultiplyAdd(Lanes8 x, Lanes8 y, Lanes8 z) => new(Vector512.FusedMultiplyAdd(x.value, y.value, z.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 AtLeast(Lanes8 bound, Lanes8 x) => new(Vector512.MaxNative(bound.value, x.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 AtMost(Lanes8 bound, Lanes8 x) => new(Vector512.MinNative(bound.value, x.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Below(Lanes8 x, Lanes8 y) => new(Vector512.LessThan(x.value, y.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 RoundsApart(Lanes8 x, Lanes8 y) => new(~Vector512.WidenLower(
        Vector256.Equals(Avx512F.ConvertToVector256Single(x.value), Avx512F.ConvertToVector256Single(y.value))
            .AsInt32().ToVector512Unsafe()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 BitsBelow(Lanes8 x, Lanes8 y) => new(Vector512.LessThan(x.Bits, y.Bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Select(Lanes8 mask, Lanes8 x, Lanes8 y) => new(Vector512.ConditionalSelect(mask.value, x.value, y.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator &(Lanes8 x, Lanes8 y) => new(x.Bits & y.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator ^(Lanes8 x, Lanes8 y) => new(x.Bits ^ y.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator |(Lanes8 x, Lanes8 y) => new(x.Bits | y.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 AddBits(Lanes8 x, Lanes8 y) => new(x.Bits + y.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 SubtractBits(Lanes8 x, Lanes8 y) => new(x.Bits - y.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator <<(Lanes8 x, int count) => new(x.Bits << count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator >>>(Lanes8 x, int count) => new(x.Bits >>> count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Lookup(double[] table, Lanes8 place)
    {
        ref var first = ref MemoryMarshal.GetArrayDataReference(table);
        return new(Avx512F.PermuteVar8x64x2(Vector512.LoadUnsafe(ref first), place.Bits, Vector512.LoadUnsafe(ref first, 8)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool All(Lanes8 mask) => mask.Bits == Vector512<long>.AllBitsSet;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lanes8 mask) => mask.Bits != Vector512<long>.Zero;
}
