using System.Buffers.Binary;
using System.Globalization;

namespace Experiments.Training.Data;

/// <summary>Reads a file's bytes in order, numbers big end first. What is wrong is said with the file's name and the byte's offset.</summary>
internal sealed class ByteReader(string name, ReadOnlyMemory<byte> bytes)
{
    /// <summary>Offset of the next byte.</summary>
    public int Position { get; private set; }

    /// <summary>How many bytes are left.</summary>
    public int Left => bytes.Length - Position;

    /// <summary>The file's bytes, from the first.</summary>
    public ReadOnlySpan<byte> All => bytes.Span;

    /// <summary>A reader of the next so many bytes alone, with the same offsets; this one goes on behind them.</summary>
    /// <exception cref="ImageDataException">The file has ended.</exception>
    public ByteReader Part(long count, string what)
    {
        var begin = Position;
        Take(count, what);
        return new(name, bytes[..Position]) { Position = begin };
    }

    /// <summary>The next byte.</summary>
    /// <exception cref="ImageDataException">The file has ended.</exception>
    public byte Byte(string what) => Take(1, what)[0];

    /// <summary>The next two bytes.</summary>
    /// <exception cref="ImageDataException">The file has ended.</exception>
    public int UInt16(string what) => BinaryPrimitives.ReadUInt16BigEndian(Take(2, what));

    /// <summary>The next four bytes.</summary>
    /// <exception cref="ImageDataException">The file has ended.</exception>
    public uint UInt32(string what) => BinaryPrimitives.ReadUInt32BigEndian(Take(4, what));

    /// <summary>The next so many bytes.</summary>
    /// <exception cref="ImageDataException">The file has ended.</exception>
    public ReadOnlySpan<byte> Take(long count, string what)
    {
        if (count > Left)
        {
            throw WrongAt(Position, string.Create(CultureInfo.InvariantCulture, $"{what} is cut off: {Left} bytes are left, expected {count}"));
        }

        var taken = bytes.Span.Slice(Position, (int)count);
        Position += (int)count;
        return taken;
    }

    /// <summary>Goes on at an offset.</summary>
    public void GoTo(int position) => Position = position;

    /// <summary>What is wrong, and at which byte.</summary>
    public ImageDataException WrongAt(int position, string what) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{name}: at byte {position}, {what}"));
}
