using System.Numerics;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Output.Tables;

/// <summary>How far two cells that differ are apart: |new − old| exactly, and in ulps; nothing where either is no finite number.</summary>
internal readonly record struct CellDifference(Rational? Old, Rational? Absolute, BigInteger? Ulps)
{
    /// <summary>Of two texts, or of a number and what is none.</summary>
    public static CellDifference WithoutDistance => default;
}
