using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Experiments.Training.Products;

/// <summary>16 lanes for a machine without fused multiply-add.</summary>
[InlineArray(Lanes.Count)]
internal struct SoftwareLanes : ILanes<SoftwareLanes>
{
    private float first;

    public static int Count => Lanes.Count;

    public static SoftwareLanes Load(ref float source)
    {
        var values = default(SoftwareLanes);
        MemoryMarshal.CreateReadOnlySpan(ref source, Count).CopyTo(values);
        return values;
    }

    public static void Store(SoftwareLanes values, ref float target) =>
        ((ReadOnlySpan<float>)values).CopyTo(MemoryMarshal.CreateSpan(ref target, Count));

    public static SoftwareLanes MultiplyAdd(float x, SoftwareLanes weights, SoftwareLanes sums)
    {
        for (var i = 0; i < Count; i++)
        {
            sums[i] = SoftwareFma.MultiplyAdd(x, weights[i], sums[i]);
        }

        return sums;
    }
}
