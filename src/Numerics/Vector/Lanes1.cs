using System.Runtime.CompilerServices;

namespace Experiments.Numerics.Vector;

/// <summary>One number, for every machine.</summary>
internal readonly struct Lanes1 : ILanes<Lanes1>
{
    private readonly double value;

    private Lanes1(double value) => this.value = value;

    private Lanes1(long bits) => value = BitConverter.Int64BitsToDouble(bits);

    private Lanes1(bool mask)
        : this(mask ? -1L : 0)
    {
    }

    public static int Count => 1;

    /// <summary>The number.</summary>
    public double Value => value;

    private long Bits => BitConverter.DoubleToInt64Bits(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Of(double value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 OfBits(long bits) => new(bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Load(ref readonly float from) => new(from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float to) => to = (float)value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator +(Lanes1 x, Lanes1 y) => new(x.value + y.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator -(Lanes1 x, Lanes1 y) => new(x.value - y.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator *(Lanes1 x, Lanes1 y) => new(x.value * y.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator /(Lanes1 x, Lanes1 y) => new(x.value / y.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 MultiplyAdd(Lanes1 x, Lanes1 y, Lanes1 z) => new(Math.FusedMultiplyAdd(x.value, y.value, z.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 AtLeast(Lanes1 bound, Lanes1 x) => bound.value > x.value ? bound : x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 AtMost(Lanes1 bound, Lanes1 x) => bound.value < x.value ? bound : x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Below(Lanes1 x, Lanes1 y) => new(x.value < y.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 RoundsApart(Lanes1 x, Lanes1 y) =>
        new(BitConverter.SingleToInt32Bits((float)x.value) != BitConverter.SingleToInt32Bits((float)y.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 BitsBelow(Lanes1 x, Lanes1 y) => new(x.Bits < y.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Select(Lanes1 mask, Lanes1 x, Lanes1 y) => mask.Bits != 0 ? x : y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator &(Lanes1 x, Lanes1 y) => new(x.Bits & y.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator ^(Lanes1 x, Lanes1 y) => new(x.Bits ^ y.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator |(Lanes1 x, Lanes1 y) => new(x.Bits | y.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 AddBits(Lanes1 x, Lanes1 y) => new(unchecked(x.Bits + y.Bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 SubtractBits(Lanes1 x, Lanes1 y) => new(unchecked(x.Bits - y.Bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator <<(Lanes1 x, int count) => new(x.Bits << count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator >>>(Lanes1 x, int count) => new(x.Bits >>> count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Lookup(double[] table, Lanes1 place) => new(table[(int)(place.Bits & 15)]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool All(Lanes1 mask) => mask.Bits != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lanes1 mask) => mask.Bits != 0;
}
