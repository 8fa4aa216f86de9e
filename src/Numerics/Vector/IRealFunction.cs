namespace Experiments.Numerics.Vector;

/// <summary>A function of a float32, near enough in float64 to be rounded, and as it is defined.</summary>
internal interface IRealFunction
{
    /// <summary>
    /// The value in each lane within 2^−41 relative to it, or exactly; ±∞ and NaN where the function has them, any number
    /// beyond float32's range where it has one.
    /// </summary>
    static abstract TLanes Near<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>;

    /// <summary>The value, correctly rounded.</summary>
    static abstract float Defined(float x);
}
