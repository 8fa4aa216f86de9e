using System.Runtime.CompilerServices;

namespace Experiments.Training.Data.Jpeg;

/// <summary>
/// The inverse cosine transform of a block in whole numbers: Loeffler, Ligtenberg and Moschytz (1989) with 11 multiplications,
/// constants at 2^−13, as libjpeg's default has it, so that samples are libjpeg's.
/// </summary>
internal static class InverseDct
{
    private const int ConstantBits = 13;

    // Extra bits that the columns' results keep for the rows.
    private const int BetweenBits = 2;

    // Sums and differences of √2·cos(kπ/16), times 2^13.
    private const int C0298 = 2446;
    private const int C0390 = 3196;
    private const int C0541 = 4433;
    private const int C0765 = 6270;
    private const int C0899 = 7373;
    private const int C1175 = 9633;
    private const int C1501 = 12299;
    private const int C1847 = 15137;
    private const int C1961 = 16069;
    private const int C2053 = 16819;
    private const int C2562 = 20995;
    private const int C3072 = 25172;

    /// <summary>Writes the 8 × 8 samples of a block of coefficients, each times its quantisation step.</summary>
    public static void Write(ReadOnlySpan<short> coefficients, ReadOnlySpan<ushort> steps, Span<byte> samples, int stride)
    {
        Span<int> block = stackalloc int[Component.BlockSize];
        for (var i = 0; i < block.Length; i++)
        {
            block[i] = coefficients[i] * steps[i];
        }

        for (var column = 0; column < Component.BlockSide; column++)
        {
            Transform(block[column..], Component.BlockSide, ConstantBits - BetweenBits);
        }

        for (var row = 0; row < Component.BlockSide; row++)
        {
            // Three bits are the transform's factor 8.
            var line = block.Slice(row * Component.BlockSide, Component.BlockSide);
            Transform(line, 1, ConstantBits + BetweenBits + 3);
            for (var column = 0; column < Component.BlockSide; column++)
            {
                samples[(row * stride) + column] = (byte)Math.Clamp(unchecked(line[column] + 128), 0, 255);
            }
        }
    }

    /// <summary>One transform of eight numbers in place, divided by 2^shift and rounded. Nothing overflows for the coefficients of a picture.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transform(Span<int> v, int step, int shift)
    {
        unchecked
        {
            var (x0, x1, x2, x3) = (v[0], v[step], v[2 * step], v[3 * step]);
            var (x4, x5, x6, x7) = (v[4 * step], v[5 * step], v[6 * step], v[7 * step]);
            var half = 1 << (shift - 1);
            if ((x1 | x2 | x3 | x4 | x5 | x6 | x7) == 0)
            {
                var constant = ((x0 << ConstantBits) + half) >> shift;
                for (var i = 0; i < Component.BlockSide; i++)
                {
                    v[i * step] = constant;
                }

                return;
            }

            var turned = (x2 + x6) * C0541;
            var low = turned - (x6 * C1847);
            var high = turned + (x2 * C0765);
            var sum = ((x0 + x4) << ConstantBits) + half;
            var difference = ((x0 - x4) << ConstantBits) + half;
            var (e0, e3) = (sum + high, sum - high);
            var (e1, e2) = (difference + low, difference - low);

            var all = (x7 + x3 + x5 + x1) * C1175;
            var odd73 = all - ((x7 + x3) * C1961);
            var odd51 = all - ((x5 + x1) * C0390);
            var odd71 = (x7 + x1) * C0899;
            var odd53 = (x5 + x3) * C2562;
            var o3 = (x7 * C0298) - odd71 + odd73;
            var o2 = (x5 * C2053) - odd53 + odd51;
            var o1 = (x3 * C3072) - odd53 + odd73;
            var o0 = (x1 * C1501) - odd71 + odd51;

            v[0] = (e0 + o0) >> shift;
            v[7 * step] = (e0 - o0) >> shift;
            v[step] = (e1 + o1) >> shift;
            v[6 * step] = (e1 - o1) >> shift;
            v[2 * step] = (e2 + o2) >> shift;
            v[5 * step] = (e2 - o2) >> shift;
            v[3 * step] = (e3 + o3) >> shift;
            v[4 * step] = (e3 - o3) >> shift;
        }
    }
}
