using System.Buffers;
using System.Globalization;
using System.Numerics;
using Experiments.Numerics.Formats;
using Experiments.Output.Files;

namespace Experiments.Output.Tables;

/// <summary>The key of a row as one text: equal for rows that belong together, however their numbers are written.</summary>
/// <remarks>
/// A number is its digits without zeros at either end and a power of ten, so that 1e-07, 1E-7 and 0.0000001 are one key; −0 is 0,
/// since a sweep writes an x that is equal to the one before once. Other cells are taken as they are. NUL, which no file holds, ends each of them.
/// </remarks>
internal static class KeyText
{
    private const char Divider = '\0';

    /// <summary>Adds a cell to a key.</summary>
    public static void Append(ArrayBufferWriter<char> key, ReadOnlySpan<char> cell)
    {
        if (DecimalParts.TryRead(cell, out var number))
        {
            Append(key, number);
        }
        else
        {
            key.Write(cell);
        }

        key.Write([Divider]);
    }

    /// <summary>The cells of a key as a reader wants them, numbers in the layout of the project's tables.</summary>
    public static IReadOnlyList<string> Show(ReadOnlySpan<char> key) => [.. key.ToString().Split(Divider)[..^1].Select(Show)];

    /// <summary>A number of 64 bits that is equal for equal keys: FNV-1a, its bits mixed once more.</summary>
    public static ulong Hash(ReadOnlySpan<char> key)
    {
        unchecked
        {
            var hash = 0xCBF29CE484222325;
            foreach (var letter in key)
            {
                hash = (hash ^ letter) * 0x100000001B3;
            }

            hash = (hash ^ (hash >> 33)) * 0xFF51AFD7ED558CCD;
            hash = (hash ^ (hash >> 33)) * 0xC4CEB9FE1A85EC53;
            return hash ^ (hash >> 33);
        }
    }

    private static void Append(ArrayBufferWriter<char> key, DecimalParts number)
    {
        // The sign, the digits, and an e with at most eight characters behind it.
        var room = key.GetSpan(number.Whole.Length + number.Fraction.Length + 16);
        var length = 1;
        foreach (var digit in number.Whole)
        {
            Add(room, digit);
        }

        foreach (var digit in number.Fraction)
        {
            Add(room, digit);
        }

        if (length == 1)
        {
            key.Write(['0']);
            return;
        }

        var significant = room[1..length].TrimEnd('0').Length;
        var exponent = number.Exponent - number.Fraction.Length + (length - 1 - significant);
        room[0] = '-';
        room[significant + 1] = 'e';
        exponent.TryFormat(room[(significant + 2)..], out var written, default, CultureInfo.InvariantCulture);
        length = significant + 2 + written;
        if (!number.IsNegative)
        {
            room[1..length].CopyTo(room);
            length--;
        }

        key.Advance(length);

        void Add(Span<char> digits, char digit)
        {
            if (digit != '0' || length > 1)
            {
                digits[length++] = digit;
            }
        }
    }

    private static string Show(string cell)
    {
        if (!DecimalParts.TryRead(cell, out var number) || number.Whole is "0")
        {
            return cell;
        }

        var digits = BigInteger.Parse(number.Whole, NumberStyles.None, CultureInfo.InvariantCulture);
        return (number.IsNegative ? "-" : string.Empty) + ShortestDecimal.Layout(digits, number.Exponent);
    }
}
