using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Experiments.Numerics.Vector;

/// <summary>Two numbers, for AdvSimd.</summary>
internal readonly struct Lanes2 : ILanes<Lanes2>
{
    private readonly Vector128<double> value;

    private Lanes2(Vector128<double> value) => this.value = value;

    private Lanes2(Vector128<long> bits) => value = bits.AsDouble();

    public static int Count => 2;

    private Vector128<long> Bits => value.AsInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 Of(double value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 OfBits(long bits) => new(Vector128.Create(bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 Load(ref readonly float from) => new(Vector128.WidenLower(Vector64.LoadUnsafe(in from).ToVector128Unsafe()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float to) => Vector128.Narrow(value, value).GetLower().StoreUnsafe(ref to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 operator +(Lanes2 x, Lanes2 y) => new(x.value + y.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 operator -(Lanes2 x, Lanes2 y) => new(x.value - y.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 operator *(Lanes2 x, Lanes2 y) => new(x.value * y.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 operator /(Lanes2 x, Lanes2 y) => new(x.value / y.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 MultiplyAdd(Lanes2 x, Lanes2 y, Lanes2 z) => new(Vector128.FusedMultiplyAdd(x.value, y.value, z.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 AtLeast(Lanes2 bound, Lanes2 x) => new(Vector128.MaxNative(bound.value, x.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 AtMost(Lanes2 bound, Lanes2 x) => new(Vector128.MinNative(bound.value, x.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 Below(Lanes2 x, Lanes2 y) => new(Vector128.LessThan(x.value, y.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 RoundsApart(Lanes2 x, Lanes2 y) =>
        new(~Vector128.WidenLower(
            Vector128.Equals(Vector128.Narrow(x.value, x.value).AsInt32(), Vector128.Narrow(y.value, y.value).AsInt32())));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 BitsBelow(Lanes2 x, Lanes2 y) => new(Vector128.LessThan(x.Bits, y.Bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 Select(Lanes2 mask, Lanes2 x, Lanes2 y) => new(Vector128.ConditionalSelect(mask.value, x.value, y.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 operator &(Lanes2 x, Lanes2 y) => new(x.Bits & y.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 operator ^(Lanes2 x, Lanes2 y) => new(x.Bits ^ y.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 operator |(Lanes2 x, Lanes2 y) => new(x.Bits | y.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 AddBits(Lanes2 x, Lanes2 y) => new(x.Bits + y.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 SubtractBits(Lanes2 x, Lanes2 y) => new(x.Bits - y.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 operator <<(Lanes2 x, int count) => new(x.Bits << count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 operator >>>(Lanes2 x, int count) => new(x.Bits >>> count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 Lookup(double[] table, Lanes2 place)
    {
        ref var first = ref MemoryMarshal.GetArrayDataReference(table);
        var places = place.Bits & Vector128.Create(15L);
        return new(Vector128.Create(Unsafe.Add(ref first, (nint)places.GetElement(0)), Unsafe.Add(ref first, (nint)places.GetElement(1))));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool All(Lanes2 mask) => mask.Bits == Vector128<long>.AllBitsSet;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lanes2 mask) => mask.Bits != Vector128<long>.Zero;
}
