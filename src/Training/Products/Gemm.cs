using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace Experiments.Training.Products;

/// <summary>
/// Products of matrices added to initial values (GEMM), the work of every layer: for each row r and column c,
/// initial[r, c] + Σ over k of input[r, k] · weight[k, c].
/// </summary>
/// <remarks>
/// Each sum is one float32 that goes through a chain of fused multiply-adds in the order of k, whatever the machine:
/// vectors hold neighbouring columns, six rows share the weights in registers, and threads take other rows or columns.
/// So the bits are the same for any vector width and any number of threads.
/// <para>
/// The inputs of row r lie at Rows[r] + Segments[s] + i · Step, over the segments s and in each over i below Length; k
/// counts them in that order. The weights of k are Columns neighbours at k · WeightStride. Rows and segments ascend.
/// </para>
/// </remarks>
internal readonly ref struct Gemm
{
    private const int RowsAtOnce = 6;

    /// <summary>Where the inputs lie.</summary>
    public required ReadOnlySpan<float> Inputs { get; init; }

    /// <summary>The offset of each row.</summary>
    public required ReadOnlySpan<int> Rows { get; init; }

    /// <summary>The offset of each segment.</summary>
    public required ReadOnlySpan<int> Segments { get; init; }

    /// <summary>Inputs of a segment.</summary>
    public required int Length { get; init; }

    /// <summary>Distance of neighbouring inputs.</summary>
    public required int Step { get; init; }

    /// <summary>The weights; row k at k · WeightStride.</summary>
    public required ReadOnlySpan<float> Weights { get; init; }

    /// <summary>Distance of neighbouring rows of weights.</summary>
    public required int WeightStride { get; init; }

    /// <summary>Columns, a multiple of <see cref="Lanes.Count"/>.</summary>
    public required int Columns { get; init; }

    /// <summary>What the sums start at; row r at r · InitialStride.</summary>
    public required ReadOnlySpan<float> Initial { get; init; }

    /// <summary>Distance of neighbouring initial rows; 0 for one that all share.</summary>
    public required int InitialStride { get; init; }

    /// <summary>Where the sums go; row r at r · ResultStride. It may be where they start.</summary>
    public required Span<float> Results { get; init; }

    /// <summary>Distance of neighbouring results.</summary>
    public required int ResultStride { get; init; }

    /// <summary>Forms the sums.</summary>
    public void Run()
    {
        Check();
        for (var column = 0; column < Columns;)
        {
            column += Vector512.IsHardwareAccelerated
                    ? (Columns - column) switch
                    {
                        >= 64 => Block<LanesPair<LanesPair<Lanes512>>>(column),
                        >= 32 => Block<LanesPair<Lanes512>>(column),
                        _ => Block<Lanes512>(column),
                    }
                : System.Runtime.Intrinsics.X86.Fma.IsSupported ? Block<LanesPair<Lanes256>>(column)
                : AdvSimd.IsSupported ? Block<LanesPair<LanesPair<Lanes128>>>(column)
                : Block<SoftwareLanes>(column);
        }
    }

    /// <summary>
    /// The sums of one block of columns; returns its width. Where less than six rows are left, the last one is formed
    /// again.
    /// </summary>
    private int Block<T>(int column)
        where T : struct, ILanes<T>
    {
        for (var row = 0; row < Rows.Length; row += RowsAtOnce)
        {
            Microkernel<T>(row, column);
        }

        return T.Count;
    }

    /// <summary>
    /// Six rows by one block of columns, in registers. AggressiveOptimization: compiled once, at full speed, from the
    /// first call.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Microkernel<T>(nint r0, nint column)
        where T : struct, ILanes<T>
    {
        unchecked
        {
            nint last = Rows.Length - 1;
            var (r1, r2, r3) = (Math.Min(r0 + 1, last), Math.Min(r0 + 2, last), Math.Min(r0 + 3, last));
            var (r4, r5) = (Math.Min(r0 + 4, last), Math.Min(r0 + 5, last));
            ref var initial = ref Unsafe.Add(ref MemoryMarshal.GetReference(Initial), column);
            nint stride = InitialStride;
            var s0 = T.Load(ref Unsafe.Add(ref initial, r0 * stride));
            var s1 = T.Load(ref Unsafe.Add(ref initial, r1 * stride));
            var s2 = T.Load(ref Unsafe.Add(ref initial, r2 * stride));
            var s3 = T.Load(ref Unsafe.Add(ref initial, r3 * stride));
            var s4 = T.Load(ref Unsafe.Add(ref initial, r4 * stride));
            var s5 = T.Load(ref Unsafe.Add(ref initial, r5 * stride));

            ref var rows = ref MemoryMarshal.GetReference(Rows);
            nint offset0 = Unsafe.Add(ref rows, r0);
            nint offset1 = Unsafe.Add(ref rows, r1);
            nint offset2 = Unsafe.Add(ref rows, r2);
            nint offset3 = Unsafe.Add(ref rows, r3);
            nint offset4 = Unsafe.Add(ref rows, r4);
            nint offset5 = Unsafe.Add(ref rows, r5);
            ref var weights = ref Unsafe.Add(ref MemoryMarshal.GetReference(Weights), column);
            stride = WeightStride;
            nint step = Step;
            var end = Length * step;
            foreach (nint segment in Segments)
            {
                ref var inputs = ref Unsafe.Add(ref MemoryMarshal.GetReference(Inputs), segment);
                ref var x0 = ref Unsafe.Add(ref inputs, offset0);
                ref var x1 = ref Unsafe.Add(ref inputs, offset1);
                ref var x2 = ref Unsafe.Add(ref inputs, offset2);
                ref var x3 = ref Unsafe.Add(ref inputs, offset3);
                ref var x4 = ref Unsafe.Add(ref inputs, offset4);
                ref var x5 = ref Unsafe.Add(ref inputs, offset5);
                for (nint i = 0; i < end; i += step)
                {
                    var w = T.Load(ref weights);
                    s0 = T.MultiplyAdd(Unsafe.Add(ref x0, i), w, s0);
                    s1 = T.MultiplyAdd(Unsafe.Add(ref x1, i), w, s1);
                    s2 = T.MultiplyAdd(Unsafe.Add(ref x2, i), w, s2);
                    s3 = T.MultiplyAdd(Unsafe.Add(ref x3, i), w, s3);
                    s4 = T.MultiplyAdd(Unsafe.Add(ref x4, i), w, s4);
                    s5 = T.MultiplyAdd(Unsafe.Add(ref x5, i), w, s5);
                    weights = ref Unsafe.Add(ref weights, stride);
                }
            }

            ref var results = ref Unsafe.Add(ref MemoryMarshal.GetReference(Results), column);
            stride = ResultStride;
            T.Store(s0, ref Unsafe.Add(ref results, r0 * stride));
            T.Store(s1, ref Unsafe.Add(ref results, r1 * stride));
            T.Store(s2, ref Unsafe.Add(ref results, r2 * stride));
            T.Store(s3, ref Unsafe.Add(ref results, r3 * stride));
            T.Store(s4, ref Unsafe.Add(ref results, r4 * stride));
            T.Store(s5, ref Unsafe.Add(ref results, r5 * stride));
        }
    }

    /// <summary>
    /// Refuses shapes that reach beyond a span, since the loads and stores are not checked one by one.
    /// </summary>
    private void Check()
    {
        var last = Rows.Length - 1;
        if (Rows.IsEmpty || Segments.IsEmpty || Length < 1 || Columns % Lanes.Count != 0
            || Rows[0] + Segments[0] < 0
            || Rows[^1] + Segments[^1] + ((Length - 1) * Step) >= Inputs.Length
            || (((Segments.Length * Length) - 1) * WeightStride) + Columns > Weights.Length
            || (last * InitialStride) + Columns > Initial.Length
            || (last * ResultStride) + Columns > Results.Length)
        {
            throw new ArgumentException("a sum of products would reach beyond its numbers");
        }
    }
}
