using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Experiments.Training.Data;

namespace Experiments.Training.Features;

/// <summary>What a file of numpy.save says of its array, in the versions 1 to 3 of the format.</summary>
/// <remarks>
/// After "\x93NUMPY" and two bytes of version comes the header's length, of 16 bits in version 1, of 32 then,
/// little-endian, and as text a dictionary of Python's: {'descr': '&lt;f4', 'fortran_order': False, 'shape': (4000,
/// 8192), }.
/// </remarks>
internal sealed partial record NumpyHeader(string Type, IReadOnlyList<long> Shape)
{
    // A header of three short entries is padded to 64 bytes or a few times that.
    private const int LongestHeader = 1 << 16;

    private static readonly string[] Reals = ["<f2", "<f4", "<f8"];
    private static readonly string[] Wholes = ["|b1", "|u1", "|i1", "<u2", "<i2", "<u4", "<i4", "<u8", "<i8"];

    private static readonly byte[] Magic = [0x93, .. "NUMPY"u8];

    /// <summary>Bytes of a number.</summary>
    public int ItemSize => Type[^1] - '0';

    /// <summary>Reads the header and leaves the stream at the first number.</summary>
    /// <exception cref="InputException">It is no such file, or not of an array that this program takes.</exception>
    public static NumpyHeader Read(string name, Stream stream, bool areLabels = false)
    {
        var text = Text(name, stream);
        var type = TypePattern().Match(text).Groups[1].Value;
        if (!Reals.Contains(type) && !(areLabels && Wholes.Contains(type)))
        {
            var what = type.Length > 0 ? $"type '{type}'" : "a type that is not plain numbers";
            FormattableString expected = areLabels
                ? (FormattableString)$"integers, bools or floats: astype('u1') makes it so"
                : $"'<f4', '<f8' or '<f2': astype('<f4') makes it so";
            throw new InputException($"{name}: the array is of {what}; expected {expected}");
        }

        var order = OrderPattern().Match(text).Groups[1].Value;
        if (order != "False")
        {
            throw order != "True" ? Unclear(name, text) : new InputException(
                $"{name}: the array is in Fortran order, column after column; expected C order: save numpy.ascontiguousarray(features)");
        }

        var shape = ShapePattern().Match(text);
        if (!shape.Success)
        {
            throw Unclear(name, text);
        }

        var sides = shape.Groups[1].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new(type, [.. sides.Select(side =>
            long.TryParse(side, NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : throw Unclear(name, text))]);
    }

    /// <summary>Numbers from their bytes, rounded to float32 where they have more digits.</summary>
    public void Decode(ReadOnlySpan<byte> bytes, Span<float> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var item = bytes.Slice(i * ItemSize, ItemSize);
            values[i] = Type switch
            {
                "<f2" => (float)BinaryPrimitives.ReadHalfLittleEndian(item),
                "<f4" => BinaryPrimitives.ReadSingleLittleEndian(item),
                "<f8" => (float)BinaryPrimitives.ReadDoubleLittleEndian(item),
                "|i1" => unchecked((sbyte)item[0]),
                "<i2" => BinaryPrimitives.ReadInt16LittleEndian(item),
                "<i4" => BinaryPrimitives.ReadInt32LittleEndian(item),
                "<i8" => BinaryPrimitives.ReadInt64LittleEndian(item),
                "<u2" => BinaryPrimitives.ReadUInt16LittleEndian(item),
                "<u4" => BinaryPrimitives.ReadUInt32LittleEndian(item),
                "<u8" => BinaryPrimitives.ReadUInt64LittleEndian(item),
                _ => item[0],
            };
        }
    }

    private static string Text(string name, Stream stream)
    {
        var start = new byte[Magic.Length + 2];
        if (stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length || !start.AsSpan().StartsWith(Magic))
        {
            throw new InputException($"{name}: the file does not begin as numpy.save has it; expected an array of features");
        }

        var version = start[Magic.Length];
        if (version is < 1 or > 3)
        {
            throw new InputException($"{name}: the file is of version {version} of NumPy's format; expected 1, 2 or 3");
        }

        var size = new byte[version == 1 ? sizeof(ushort) : sizeof(uint)];
        var isWhole = stream.ReadAtLeast(size, size.Length, throwOnEndOfStream: false) == size.Length;
        var length = version == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(size) : BinaryPrimitives.ReadUInt32LittleEndian(size);
        var header = new byte[Math.Min(length, LongestHeader)];
        return isWhole && length <= LongestHeader && stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) == header.Length
            ? Encoding.UTF8.GetString(header)
            : throw new InputException($"{name}: the file's header is cut off or damaged");
    }

    private static InputException Unclear(string name, string text) =>
        new($"{name}: the header '{text.Trim()}' is not that of a plain array; expected descr, fortran_order and shape");

    [GeneratedRegex("'descr'\\s*:\\s*'([^']*)'")]
    private static partial Regex TypePattern();

    [GeneratedRegex("'fortran_order'\\s*:\\s*(True|False)")]
    private static partial Regex OrderPattern();

    [GeneratedRegex("'shape'\\s*:\\s*\\(([^)]*)\\)")]
    private static partial Regex ShapePattern();
}
