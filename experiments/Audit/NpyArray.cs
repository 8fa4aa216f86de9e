using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Experiments.Cli;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;
using Experiments.Output.Tables;

namespace Experiments.Audit;

/// <summary>
/// An array in NumPy's format, versions 1 to 3, read row by row: floats of 16, 32 and 64 bits, whole numbers and
/// booleans,
/// in one or two dimensions and C order.
/// </summary>
internal sealed partial class NpyArray : IDisposable
{
    private const int RowsAtOnce = 1 << 14;

    private readonly Stream stream;
    private readonly IDisposable? owner;
    private readonly string shown;
    private readonly bool isBigEndian;
    private readonly char kind;
    private readonly int size;
    private readonly byte[] buffer;
    private int at;
    private int filled;
    private long left;

    private NpyArray(Stream stream, string shown, string description, long rows, int columns, IDisposable? owner)
    {
        (this.stream, this.shown, this.owner, Rows, Columns) = (stream, shown, owner, rows, columns);
        (isBigEndian, kind, size) = (description[0] == '>', description[1], description[2] - '0');
        Type = $"{kind switch { 'f' => "float", 'i' => "int", 'u' => "uint", _ => "bool" }}{(kind == 'b' ? "" : 8 * size)}";
        buffer = new byte[RowsAtOnce * size];
        left = rows * columns * size;
    }

    /// <summary>The length of the first dimension.</summary>
    public long Rows { get; }

    /// <summary>The length of the second; 1 where there is none.</summary>
    public int Columns { get; }

    /// <summary>What NumPy calls the type of its numbers.</summary>
    public string Type { get; }

    /// <summary>An array that a stream begins with.</summary>
    /// <exception cref="UsageException">It is none, or of a kind that is not read.</exception>
    public static NpyArray Open(Func<Stream> open, string shown, IDisposable? owner = null)
    {
        var stream = open();
        try
        {
            var head = new byte[10];
            stream.ReadExactly(head);
            if (head[0] != 0x93 || !head.AsSpan(1, 5).SequenceEqual("NUMPY"u8))
            {
                throw new UsageException($"{shown}: this is no array of NumPy; expected a file that numpy.save wrote.");
            }

            var length = BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(8));
            if (head[6] > 1)
            {
                var rest = new byte[2];
                stream.ReadExactly(rest);
                length = checked((ushort)BinaryPrimitives.ReadUInt32LittleEndian([head[8], head[9], .. rest]));
            }

            var text = new byte[length];
            stream.ReadExactly(text);
            return Of(stream, shown, Encoding.UTF8.GetString(text), owner);
        }
        catch (Exception error)
        {
            stream.Dispose();
            throw error is not (EndOfStreamException or OverflowException) ? error
                : new UsageException($"{shown}: the file ends within its header; expected a file that numpy.save wrote.");
        }
    }

    /// <summary>An array of an archive.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "The array disposes of its archive.")]
    public static NpyArray OfMember(string path, string name)
    {
        var archive = ZipFile.OpenRead(path);
        try
        {
            return Open(archive.GetEntry(name + ".npy")!.Open, $"{path}, {name}", archive);
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }

    /// <summary>The next row's numbers in a format.</summary>
    /// <exception cref="UsageException">The file ends before.</exception>
    public void Next<T>(Span<T> values)
        where T : struct, IFloat<T>
    {
        for (var i = 0; i < Columns; i++)
        {
            if (at == filled)
            {
                Fill();
            }

            values[i] = Number<T>(buffer.AsSpan(at, size));
            at += size;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        stream.Dispose();
        owner?.Dispose();
    }

    private static NpyArray Of(Stream stream, string shown, string header, IDisposable? owner)
    {
        var (type, shape) = (TypeOf().Match(header), ShapeOf().Match(header));
        if (!type.Success || !shape.Success)
        {
            throw new UsageException($"{shown}: the header of the array is '{Excerpt.Of(header.Trim())}'; expected descr and shape.");
        }

        var description = type.Groups[1].Value;
        if (!KnownType().IsMatch(description))
        {
            throw new UsageException(
                $"{shown}: the array's type is '{Excerpt.Of(description)}'; expected float16, float32, float64, a whole number or bool"
                + (description.Contains('O') ? " (an array of objects: save it with dtype=numpy.float32)." : "."));
        }

        long[] sizes = [.. shape.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(part => long.Parse(part, CultureInfo.InvariantCulture))];
        if (sizes.Length is 0 or > 2)
        {
            throw new UsageException($"{shown}: the array has {sizes.Length} dimensions; expected 1 or 2.");
        }

        return header.Contains("'fortran_order': True", StringComparison.Ordinal) && sizes.Length == 2 && sizes[1] > 1
            ? throw new UsageException($"{shown}: the array is in Fortran's order; save numpy.ascontiguousarray of it.")
            : new(stream, shown, description, sizes[0], sizes.Length == 2 ? checked((int)sizes[1]) : 1, owner);
    }

    [GeneratedRegex("'descr':\\s*(?:'([^']*)'|\\[)")]
    private static partial Regex TypeOf();

    [GeneratedRegex("'shape':\\s*\\(([0-9, ]*)\\)")]
    private static partial Regex ShapeOf();

    [GeneratedRegex("^(?:[<>=]f[248]|[<>|][iu][1248]|\\|b1)$")]
    private static partial Regex KnownType();

    private void Fill()
    {
        filled = (int)Math.Min(buffer.Length, left);
        var read = stream.ReadAtLeast(buffer.AsSpan(0, filled), filled, throwOnEndOfStream: false);
        if (read < filled || filled == 0)
        {
            throw new UsageException($"{shown}: the file ends before its {Rows} rows do; it was cut off.");
        }

        (at, left) = (0, left - filled);
    }

    private T Number<T>(Span<byte> bytes)
        where T : struct, IFloat<T>
    {
        if (isBigEndian)
        {
            bytes.Reverse();
        }

        return (kind, size) switch
        {
            ('f', 4) when typeof(T) == typeof(Float32) => (T)(object)new Float32(BitConverter.ToSingle(bytes)),
            ('f', 4) => Rounded.Converted<Float32, T>(new(BitConverter.ToSingle(bytes))),
            ('f', 8) => Rounded.Converted<Float64, T>(new(BitConverter.ToDouble(bytes))),
            ('f', _) => Rounded.Converted<Float64, T>(new((double)BitConverter.ToHalf(bytes))),
            ('i', 1) => Whole<T>((sbyte)bytes[0]),
            ('i', 2) => Whole<T>(BitConverter.ToInt16(bytes)),
            ('i', 4) => Whole<T>(BitConverter.ToInt32(bytes)),
            ('i', _) => Whole<T>(BitConverter.ToInt64(bytes)),
            ('u', 2) => Whole<T>(BitConverter.ToUInt16(bytes)),
            ('u', 4) => Whole<T>(BitConverter.ToUInt32(bytes)),
            ('u', 8) => T.Round((Rational)new Dyadic(BitConverter.ToUInt64(bytes), 0)),
            _ => Whole<T>(bytes[0]),
        };
    }

    private static T Whole<T>(long value)
        where T : struct, IFloat<T> => value == 0 ? T.Zero : value == 1 ? T.One : T.Round((Rational)new Dyadic(value, 0));
}
