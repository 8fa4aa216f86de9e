namespace Experiments.Numerics.Vector;

/// <summary>
/// Float64 numbers side by side, as many as the machine takes at once; a mask has all bits of a lane set, or none.
/// </summary>
/// <remarks>
/// Every operation is the IEEE 754 one in each lane, or one of the lanes' bits, so all widths give the same numbers.
/// </remarks>
internal interface ILanes<TSelf>
    where TSelf : struct, ILanes<TSelf>
{
    /// <summary>How many numbers there are.</summary>
    static abstract int Count { get; }

    /// <summary>A number in every lane.</summary>
    static abstract TSelf Of(double value);

    /// <summary>A pattern of bits in every lane.</summary>
    static abstract TSelf OfBits(long bits);

    /// <summary>The next float32 numbers.</summary>
    static abstract TSelf Load(ref readonly float from);

    /// <summary>Writes the numbers, each rounded to float32.</summary>
    void Store(ref float to);

    /// <summary>x + y.</summary>
    static abstract TSelf operator +(TSelf x, TSelf y);

    /// <summary>x − y.</summary>
    static abstract TSelf operator -(TSelf x, TSelf y);

    /// <summary>x · y.</summary>
    static abstract TSelf operator *(TSelf x, TSelf y);

    /// <summary>x / y.</summary>
    static abstract TSelf operator /(TSelf x, TSelf y);

    /// <summary>x · y + z, rounded once.</summary>
    static abstract TSelf MultiplyAdd(TSelf x, TSelf y, TSelf z);

    /// <summary>The larger of a bound and x; NaN where x is.</summary>
    static abstract TSelf AtLeast(TSelf bound, TSelf x);

    /// <summary>The smaller of a bound and x; NaN where x is.</summary>
    static abstract TSelf AtMost(TSelf bound, TSelf x);

    /// <summary>Where x is below y; not where either is NaN.</summary>
    static abstract TSelf Below(TSelf x, TSelf y);

    /// <summary>Where the float32 nearest to x is not the one nearest to y.</summary>
    static abstract TSelf RoundsApart(TSelf x, TSelf y);

    /// <summary>Where x, as a signed integer, is below y.</summary>
    static abstract TSelf BitsBelow(TSelf x, TSelf y);

    /// <summary>x where the mask is set, y elsewhere.</summary>
    static abstract TSelf Select(TSelf mask, TSelf x, TSelf y);

    /// <summary>Bits set in both.</summary>
    static abstract TSelf operator &(TSelf x, TSelf y);

    /// <summary>Bits set in one of the two.</summary>
    static abstract TSelf operator ^(TSelf x, TSelf y);

    /// <summary>Bits set in either.</summary>
    static abstract TSelf operator |(TSelf x, TSelf y);

    /// <summary>The sum as integers.</summary>
    static abstract TSelf AddBits(TSelf x, TSelf y);

    /// <summary>The difference as integers.</summary>
    static abstract TSelf SubtractBits(TSelf x, TSelf y);

    /// <summary>The bits moved to the left.</summary>
    static abstract TSelf operator <<(TSelf x, int count);

    /// <summary>The bits moved to the right, zeros behind them.</summary>
    static abstract TSelf operator >>>(TSelf x, int count);

    /// <summary>Entries of a table of 16, by the four lowest bits.</summary>
    static abstract TSelf Lookup(double[] table, TSelf place);

    /// <summary>Whether the mask is set in every lane.</summary>
    static abstract bool All(TSelf mask);

    /// <summary>Whether the mask is set in any lane.</summary>
    static abstract bool Any(TSelf mask);
}
