namespace Experiments.Training.Products;

/// <summary>Fused multiply-add of float32 in float64 arithmetic, for machines that have none.</summary>
internal static class SoftwareFma
{
    /// <summary>x · y + z, rounded once.</summary>
    /// <remarks>
    /// The product of two 24-bit significands is exact in float64, and so is the error of the sum (Knuth's TwoSum). An
    /// inexact sum is rounded to odd: to the neighbour with an odd last bit, which says "not exactly here" to the
    /// second rounding. That is then right, since 53 ≥ 24 + 2 (Boldo and Melquiond 2008, theorem 3); subnormal results
    /// have fewer bits still.
    /// </remarks>
    public static float MultiplyAdd(float x, float y, float z)
    {
        var product = (double)x * y;
        var sum = product + z;
        var part = sum - product;
        var error = (product - (sum - part)) + (z - part);
        var bits = BitConverter.DoubleToInt64Bits(sum);
        if (error != 0 && (bits & 1) == 0 && double.IsFinite(sum))
        {
            sum = BitConverter.Int64BitsToDouble(error > 0 == sum > 0 ? bits + 1 : bits - 1);
        }

        return (float)sum;
    }
}
