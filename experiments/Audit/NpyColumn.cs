using System.Text.RegularExpressions;
using Experiments.Cli;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;
using Experiments.Output.Tables;

namespace Experiments.Audit;

/// <summary>A column of an array: where it is in a row, and how its numbers are written.</summary>
/// <param name="Name">The field's name, or the column's number from 1 on.</param>
/// <param name="Offset">Where it begins in a row, in bytes.</param>
/// <param name="Kind">f, i, u or b.</param>
/// <param name="Size">Bytes of a number.</param>
/// <param name="IsBigEndian">Whether its first byte is the largest.</param>
internal sealed partial record NpyColumn(string Name, int Offset, char Kind, int Size, bool IsBigEndian)
{
    /// <summary>Which of several streams it is read from.</summary>
    public int Part { get; init; }

    /// <summary>What NumPy calls the type.</summary>
    public string Type =>
        $"{Kind switch { 'f' => "float", 'i' => "int", 'u' => "uint", _ => "bool" }}{(Kind == 'b' ? "" : 8 * Size)}";

    /// <summary>A column of a type as NumPy writes it, such as &lt;f4.</summary>
    /// <exception cref="UsageException">It is not one of plain numbers.</exception>
    public static NpyColumn Of(string name, string type, int offset, string shown) => KnownType().IsMatch(type)
        ? new(name, offset, type[1], type[2] - '0', type[0] == '>')
        : throw new UsageException(
            $"{shown}: the array's type is '{Excerpt.Of(type)}'; expected float16, float32, float64, a whole number or bool"
            + (type.Contains('O') ? " (an array of objects: save it with dtype=numpy.float32)." : "."));

    /// <summary>The column's number in a row of bytes.</summary>
    public T Number<T>(ReadOnlySpan<byte> row)
        where T : struct, IFloat<T>
    {
        Span<byte> bytes = stackalloc byte[Size];
        row.Slice(Offset, Size).CopyTo(bytes);
        if (IsBigEndian)
        {
            bytes.Reverse();
        }

        return (Kind, Size) switch
        {
            ('f', 4) when typeof(T) == typeof(Float32) => (T)(object)new Float32(BitConverter.ToSingle(bytes)),
            ('f', 4) => Rounded.Converted<Float32, T>(new(BitConverter.ToSingle(bytes))),
            ('f', 8) => Rounded.Converted<Float64, T>(new(BitConverter.ToDouble(bytes))),
            ('f', _) => Rounded.Converted<Float64, T>(new((double)BitConverter.ToHalf(bytes))),
            ('i', 1) => Whole<T>(unchecked((sbyte)bytes[0])),
            ('i', 2) => Whole<T>(BitConverter.ToInt16(bytes)),
            ('i', 4) => Whole<T>(BitConverter.ToInt32(bytes)),
            ('i', _) => Whole<T>(BitConverter.ToInt64(bytes)),
            ('u', 2) => Whole<T>(BitConverter.ToUInt16(bytes)),
            ('u', 4) => Whole<T>(BitConverter.ToUInt32(bytes)),
            ('u', 8) => T.Round((Rational)new Dyadic(BitConverter.ToUInt64(bytes), 0)),
            _ => Whole<T>(bytes[0]),
        };
    }

    [GeneratedRegex("^(?:[<>=]f[248]|[<>|][iu][1248]|\\|b1)$")]
    private static partial Regex KnownType();

    private static T Whole<T>(long value)
        where T : struct, IFloat<T> => value == 0 ? T.Zero : value == 1 ? T.One : T.Round((Rational)new Dyadic(value, 0));
}
