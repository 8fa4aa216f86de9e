using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Experiments.Cli;
using Experiments.Numerics.Formats;
using Experiments.Output.Tables;

namespace Experiments.Audit;

/// <summary>
/// An array in NumPy's format, versions 1 to 3, read row by row: floats of 16, 32 and 64 bits, whole numbers and
/// booleans, in one or two dimensions of either order, or one of structures.
/// </summary>
internal sealed partial class NpyArray : IDisposable
{
    private const int BytesAtOnce = 1 << 16;
    private const int HeadLength = 10;

    // Each is a file handle.
    private const int MostParts = 64;

    private readonly string shown;
    private readonly NpyColumn[] columns;
    private readonly NpyPart[] parts;

    private NpyArray(string shown, NpyColumn[] columns, NpyPart[] parts, long rows)
    {
        (this.shown, this.columns, this.parts, Rows) = (shown, columns, parts, rows);
    }

    /// <summary>The length of the first dimension.</summary>
    public long Rows { get; }

    /// <summary>The length of the second, or how many fields a structure has; 1 where there is neither.</summary>
    public int Columns => columns.Length;

    /// <summary>The names of the fields; else numbers from 1 on.</summary>
    public IReadOnlyList<string> Names => [.. columns.Select(column => column.Name)];

    /// <summary>What NumPy calls the type of a column's numbers.</summary>
    public string TypeOfColumn(int column) => columns[column].Type;

    /// <summary>The array of a file, or of a member of an archive.</summary>
    /// <exception cref="UsageException">It is none, or of a kind that is not read.</exception>
    public static NpyArray Open(Func<NpySource> open, string shown)
    {
        var parts = new List<NpyPart>();
        try
        {
            var first = open();
            parts.Add(new(first));
            var (header, length) = Header(first.Stream, shown);
            var (columns, rows, isByColumn) = Layout(header, shown);
            var stride = columns.Sum(column => column.Size);
            if (!isByColumn || columns.Length < 2)
            {
                parts[0].Begin(stride, rows);
                return new(shown, columns, [.. parts], rows);
            }

            if (columns.Length > MostParts)
            {
                throw new UsageException($"{shown}: {columns.Length} columns in Fortran's order, expected {MostParts} at most; "
                    + "save numpy.ascontiguousarray of it.");
            }

            // In Fortran's order the columns are one behind the other: each is read by itself.
            for (var i = 0; i < columns.Length; i++)
            {
                if (i > 0)
                {
                    parts.Add(new(open()));
                    parts[i].Skip(length + (i * rows * columns[i].Size));
                }

                parts[i].Begin(columns[i].Size, rows);
                columns[i] = columns[i] with { Part = i, Offset = 0 };
            }

            return new(shown, columns, [.. parts], rows);
        }
        catch (Exception error)
        {
            parts.ForEach(part => part.Dispose());
            throw error is not (EndOfStreamException or OverflowException) ? error
                : new UsageException($"{shown}: the file ends within its header; expected a file that numpy.save wrote.");
        }
    }

    /// <summary>The next row's numbers in a format.</summary>
    /// <exception cref="UsageException">The file ends before.</exception>
    public void Next<T>(Span<T> values)
        where T : struct, IFloat<T>
    {
        foreach (var part in parts)
        {
            if (!part.Next())
            {
                throw new UsageException($"{shown}: the file ends before its {Rows} rows do; it was cut off.");
            }
        }

        for (var i = 0; i < columns.Length; i++)
        {
            values[i] = columns[i].Number<T>(parts[columns[i].Part].Row);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Array.ForEach(parts, part => part.Dispose());

    /// <summary>The header as text, and how many bytes there are up to its end.</summary>
    private static (string Text, long Length) Header(Stream stream, string shown)
    {
        var head = new byte[HeadLength];
        stream.ReadExactly(head);
        if (head[0] != 0x93 || !head.AsSpan(1, 5).SequenceEqual("NUMPY"u8))
        {
            throw new UsageException($"{shown}: this is no array of NumPy; expected a file that numpy.save wrote.");
        }

        var rest = new byte[head[6] > 1 ? 2 : 0];
        stream.ReadExactly(rest);
        var length = rest.Length == 0 ? BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(8))
            : checked((ushort)BinaryPrimitives.ReadUInt32LittleEndian([head[8], head[9], .. rest]));
        var text = new byte[length];
        stream.ReadExactly(text);
        return (Encoding.UTF8.GetString(text), HeadLength + rest.Length + length);
    }

    private static (NpyColumn[] Columns, long Rows, bool IsByColumn) Layout(string header, string shown)
    {
        var (type, shape) = (TypeOf().Match(header), ShapeOf().Match(header));
        if (!type.Success || !shape.Success)
        {
            throw new UsageException($"{shown}: the header of the array is '{Excerpt.Of(header.Trim())}'; expected descr and shape.");
        }

        long[] sizes = [.. shape.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(part => long.Parse(part, CultureInfo.InvariantCulture))];
        if (sizes.Length is 0 or > 2)
        {
            throw new UsageException($"{shown}: the array has {sizes.Length} dimensions; expected 1 or 2.");
        }

        var fields = type.Groups[1].Success ? [] : FieldOf().Matches(type.Groups[2].Value).ToArray();
        if (fields.Length > 0)
        {
            // What is not a field of one number is left over.
            var rest = FieldOf().Replace(type.Groups[2].Value, "").Trim(' ', ',');
            return rest.Length > 0 || sizes.Length > 1
                ? throw new UsageException($"{shown}: the fields are '{Excerpt.Of(type.Groups[2].Value)}'; expected one number each.")
                : (Placed(fields.Select(field => (field.Groups[1].Value, field.Groups[2].Value))), sizes[0], false);
        }

        var count = sizes.Length == 2 ? checked((int)sizes[1]) : 1;
        var columns = Placed(Enumerable.Range(1, count).Select(i => (i.ToString(CultureInfo.InvariantCulture), type.Groups[1].Value)));
        return (columns, sizes[0], OrderOf().IsMatch(header));

        NpyColumn[] Placed(IEnumerable<(string Name, string Type)> all)
        {
            var (placed, offset) = (new List<NpyColumn>(), 0);
            foreach (var (name, description) in all)
            {
                placed.Add(NpyColumn.Of(name, description, offset, shown));
                offset += placed[^1].Size;
            }

            return [.. placed];
        }
    }

    [GeneratedRegex("'descr'\\s*:\\s*(?:'([^']*)'|\\[(.*?)\\]\\s*,\\s*'fortran)")]
    private static partial Regex TypeOf();

    [GeneratedRegex("\\('([^']*)',\\s*'([^']*)'\\)")]
    private static partial Regex FieldOf();

    [GeneratedRegex("'fortran_order'\\s*:\\s*True")]
    private static partial Regex OrderOf();

    [GeneratedRegex("'shape'\\s*:\\s*\\(([0-9, ]*)\\)")]
    private static partial Regex ShapeOf();

    /// <summary>Rows of bytes from a stream, whole or a column of them.</summary>
    private sealed class NpyPart(NpySource source) : IDisposable
    {
        private byte[] buffer = [];
        private int stride;
        private int at;
        private int filled;
        private long left;

        /// <summary>The row.</summary>
        public Span<byte> Row => buffer.AsSpan(at - stride, stride);

        /// <summary>Says how many rows of so many bytes there are from here on.</summary>
        public void Begin(int bytes, long rows)
        {
            (stride, left) = (bytes, rows * bytes);
            buffer = new byte[stride * Math.Max(1, BytesAtOnce / Math.Max(1, stride))];
        }

        /// <summary>Leaves out so many bytes.</summary>
        public void Skip(long count)
        {
            if (source.Stream.CanSeek)
            {
                source.Stream.Position += count;
                return;
            }

            var rest = new byte[BytesAtOnce];
            for (; count > 0; count -= rest.Length)
            {
                source.Stream.ReadExactly(rest.AsSpan(0, (int)Math.Min(count, rest.Length)));
            }
        }

        /// <summary>Goes to the next row; false where the file ends before.</summary>
        public bool Next()
        {
            if (at == filled)
            {
                filled = (int)Math.Min(buffer.Length, left);
                var read = source.Stream.ReadAtLeast(buffer.AsSpan(0, filled), filled, throwOnEndOfStream: false);
                if (read < filled || filled == 0)
                {
                    return false;
                }

                (at, left) = (0, left - filled);
            }

            at += stride;
            return true;
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            source.Stream.Dispose();
            source.Owner?.Dispose();
        }
    }
}

/// <summary>A stream that begins with an array, and what it belongs to.</summary>
internal readonly record struct NpySource(Stream Stream, IDisposable? Owner = null);
