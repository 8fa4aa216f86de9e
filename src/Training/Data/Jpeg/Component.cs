namespace Experiments.Training.Data.Jpeg;

/// <summary>One component of a JPEG, such as its brightness: sampled more coarsely than the picture by whole factors.</summary>
internal sealed class Component
{
    /// <summary>Rows and columns of a block.</summary>
    public const int BlockSide = 8;

    /// <summary>Coefficients of a block.</summary>
    public const int BlockSize = BlockSide * BlockSide;

    private readonly short[] coefficients;

    /// <summary>A component, its blocks zero.</summary>
    public Component(byte id, int horizontal, int vertical, int tableIndex, Sampling picture)
    {
        (Id, Horizontal, Vertical, TableIndex) = (id, horizontal, vertical, tableIndex);
        Width = DivideUp(picture.Width * horizontal, picture.Horizontal);
        Height = DivideUp(picture.Height * vertical, picture.Vertical);
        BlockColumns = picture.UnitColumns * horizontal;
        BlockRows = picture.UnitRows * vertical;
        coefficients = new short[BlockColumns * BlockRows * BlockSize];
    }

    /// <summary>The number by which scans name it.</summary>
    public byte Id { get; }

    /// <summary>Blocks in a row of a coding unit.</summary>
    public int Horizontal { get; }

    /// <summary>Rows of blocks of a coding unit.</summary>
    public int Vertical { get; }

    /// <summary>Which quantisation table it takes.</summary>
    public int TableIndex { get; }

    /// <summary>Columns of samples, without those that fill up the last block.</summary>
    public int Width { get; }

    /// <summary>Rows of samples, without those that fill up the last block.</summary>
    public int Height { get; }

    /// <summary>Blocks in a row, whole coding units.</summary>
    public int BlockColumns { get; }

    /// <summary>Rows of blocks, whole coding units.</summary>
    public int BlockRows { get; }

    /// <summary>Bytes from one row of samples to the next.</summary>
    public int Stride => BlockColumns * BlockSide;

    /// <summary>The quantisation steps, in the order of the block; those in force when its first scan begins.</summary>
    public ushort[]? Steps { get; set; }

    /// <summary>The coefficients of a block, row by row.</summary>
    public Span<short> Block(int row, int column) => coefficients.AsSpan(((row * BlockColumns) + column) * BlockSize, BlockSize);

    /// <summary>All samples, whole blocks.</summary>
    public byte[] Samples()
    {
        var samples = new byte[coefficients.Length];
        for (var row = 0; row < BlockRows; row++)
        {
            for (var column = 0; column < BlockColumns; column++)
            {
                InverseDct.Write(Block(row, column), Steps!, samples.AsSpan(((row * Stride) + column) * BlockSide), Stride);
            }
        }

        return samples;
    }

    /// <summary>The quotient, rounded up.</summary>
    public static int DivideUp(int dividend, int divisor) => (dividend + divisor - 1) / divisor;
}
