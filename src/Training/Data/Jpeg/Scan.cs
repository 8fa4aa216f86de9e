namespace Experiments.Training.Data.Jpeg;

/// <summary>One pass over coefficients of some components: which of them, in zigzag order, and which of their bits (T.81, annex G).</summary>
/// <remarks>
/// Parts are its components; coefficients First to Last are coded, 0 being the block's mean. High is the bit that an earlier pass ended
/// with, 0 for a first pass, and Low the lowest bit of this one. RestartInterval counts coding units between two restart markers, 0 for none.
/// </remarks>
internal sealed record Scan(IReadOnlyList<ScanPart> Parts, int First, int Last, int High, int Low, int RestartInterval)
{
    // The place in the block of each coefficient in zigzag order (T.81, figure A.6).
    private static readonly byte[] Places =
    [
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
        35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
    ];

    // Blocks yet to come that have no further coefficients in this pass.
    private int emptyBlocks;

    /// <summary>The place in the block of a coefficient in zigzag order.</summary>
    public static int Place(int index) => Places[index];

    /// <summary>Reads the pass into the components' blocks.</summary>
    /// <exception cref="ImageDataException">The coded data are damaged or end early.</exception>
    public void Read(ByteReader file, Sampling picture)
    {
        var bits = new BitReader(file);
        var isAlone = Parts.Count == 1;
        var (component, columns, rows) = (Parts[0].Component, picture.UnitColumns, picture.UnitRows);
        if (isAlone)
        {
            // A component alone is coded block by block, without those that only fill up the last unit.
            columns = Component.DivideUp(component.Width, Component.BlockSide);
            rows = Component.DivideUp(component.Height, Component.BlockSide);
        }

        var means = new int[Parts.Count];
        for (var unit = 0; unit < rows * columns; unit++)
        {
            if (RestartInterval > 0 && unit > 0 && unit % RestartInterval == 0)
            {
                bits.Restart(((unit / RestartInterval) - 1) % 8);
                Array.Clear(means);
                emptyBlocks = 0;
            }

            var (row, column) = Math.DivRem(unit, columns);
            for (var i = 0; i < Parts.Count; i++)
            {
                var part = Parts[i];
                var (high, wide) = isAlone ? (1, 1) : (part.Component.Vertical, part.Component.Horizontal);
                for (var inner = 0; inner < high * wide; inner++)
                {
                    ReadBlock(bits, part, part.Component.Block((row * high) + (inner / wide), (column * wide) + (inner % wide)), ref means[i]);
                }
            }
        }

        bits.End();
    }

    private void ReadBlock(BitReader bits, ScanPart part, Span<short> block, ref int mean)
    {
        if (First == 0 && High > 0)
        {
            block[0] |= (short)(bits.Bits(1) << Low);
        }
        else if (First == 0)
        {
            mean += bits.Signed(bits.Value(part.Means!));
            block[0] = Fitting(bits, mean << Low);
        }

        if (Last > 0 && High == 0)
        {
            ReadCoefficients(bits, part.Coefficients!, block);
        }
        else if (Last > 0)
        {
            RefineCoefficients(bits, part.Coefficients!, block);
        }
    }

    /// <summary>A code is 16 · zeros + size of the coefficient behind them; size 0: end of the block, or of 2^zeros and more, or 16 zeros.</summary>
    private void ReadCoefficients(BitReader bits, HuffmanTable table, Span<short> block)
    {
        if (emptyBlocks > 0)
        {
            emptyBlocks--;
            return;
        }

        for (var index = Math.Max(First, 1); index <= Last; index++)
        {
            var (zeros, size) = Math.DivRem(bits.Value(table), 16);
            if (size == 0 && zeros < 15)
            {
                emptyBlocks = (1 << zeros) - 1 + bits.Bits(zeros);
                return;
            }

            index += zeros;
            if (index > Last)
            {
                throw bits.Wrong("a coefficient lies beyond its block");
            }

            if (size > 0)
            {
                block[Places[index]] = Fitting(bits, bits.Signed(size) << Low);
            }
        }
    }

    /// <summary>As above; a bit follows for each nonzero coefficient that is passed, and only zero ones count as zeros (T.81, G.1.2.3).</summary>
    private void RefineCoefficients(BitReader bits, HuffmanTable table, Span<short> block)
    {
        var step = (short)(1 << Low);
        var index = First;
        while (emptyBlocks == 0 && index <= Last)
        {
            var (zeros, size) = Math.DivRem(bits.Value(table), 16);
            if (size == 0 && zeros < 15)
            {
                emptyBlocks = (1 << zeros) + bits.Bits(zeros);
                break;
            }

            if (size > 1)
            {
                throw bits.Wrong("a coefficient that becomes nonzero has more than one bit");
            }

            var value = size == 0 ? (short)0 : bits.Bits(1) == 1 ? step : (short)-step;
            for (; index <= Last; index++)
            {
                ref var coefficient = ref block[Places[index]];
                if (coefficient != 0)
                {
                    Refine(bits, ref coefficient, step);
                }
                else if (zeros-- == 0)
                {
                    coefficient = value;
                    index++;
                    break;
                }
            }
        }

        if (emptyBlocks > 0)
        {
            emptyBlocks--;
            for (; index <= Last; index++)
            {
                ref var coefficient = ref block[Places[index]];
                if (coefficient != 0)
                {
                    Refine(bits, ref coefficient, step);
                }
            }
        }
    }

    private static void Refine(BitReader bits, ref short coefficient, short step)
    {
        if (bits.Bits(1) == 1 && (coefficient & step) == 0)
        {
            coefficient = Fitting(bits, coefficient > 0 ? coefficient + step : coefficient - step);
        }
    }

    private static short Fitting(BitReader bits, int value) =>
        value is >= short.MinValue and <= short.MaxValue ? (short)value : throw bits.Wrong("a coefficient has more than 16 bits");
}
