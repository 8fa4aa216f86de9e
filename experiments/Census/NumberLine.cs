using System.Numerics;
using System.Runtime.InteropServices;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;
using Experiments.Output.Tables;

namespace Experiments.Census;

/// <summary>
/// Every number of a binary format: those of one sign stand in a line, by size, 0 at place 0; the other sign's mirror
/// it.
/// </summary>
/// <remarks>
/// Places are bit patterns without the sign. float32 takes its numbers from them as they are asked for; a shorter
/// format has a table, of what rounding leaves as it is.
/// </remarks>
internal sealed class NumberLine<T>
    where T : struct, IFloat<T>
{
    private readonly Format layout;
    private readonly T[]? sizes;

    /// <summary>The line of a format that <see cref="NumberLine.Holds"/>.</summary>
    public NumberLine()
    {
        layout = T.Parameters!.Value;
        var patterns = (long)layout.SignBit;
        HasInfinity = Infinity.IsInfinite;
        if (typeof(T) == typeof(Float32))
        {
            Count = (int)layout.Infinity;
        }
        else
        {
            sizes = [.. Enumerable.Range(0, (int)patterns).Select(place => T.Round(Exact(place))).TakeWhile(x => x.IsFinite)];
            Count = sizes.Length;
        }

        NaNs = (int)(patterns - Count - (HasInfinity ? 1 : 0));
    }

    /// <summary>How many numbers of one sign there are, 0 among them and ∞ not.</summary>
    public int Count { get; }

    /// <summary>Whether the format has ±∞.</summary>
    public bool HasInfinity { get; }

    /// <summary>How many bit patterns of one sign are NaN.</summary>
    public int NaNs { get; }

    /// <summary>What rounding makes of a number beyond all: ∞, in a format that has it.</summary>
    public static T Infinity => T.Round((Rational)Dyadic.PowerOfTwo(T.Parameters!.Value.Emax + 2));

    /// <summary>The binades of one sign, from the smallest numbers up.</summary>
    public IEnumerable<Binade> Binades
    {
        get
        {
            for (var first = 1; first < Count;)
            {
                var end = first < Normal ? 2 * first : Math.Min(first + Normal, Count);
                yield return new(Exact(first).Magnitude, first, end - first);
                first = end;
            }
        }
    }

    private int Normal => 1 << (layout.Precision - 1);

    /// <summary>The exact size of the number at a place.</summary>
    public Dyadic Exact(int place)
    {
        var (significand, exponent) = layout.Unpack((UInt128)place);
        return new((BigInteger)significand, exponent);
    }

    /// <summary>The number of a sign at a place.</summary>
    public T At(bool isNegative, int place)
    {
        var x = T.Zero;
        Fill(isNegative, place, new(ref x));
        return x;
    }

    /// <summary>The number of a sign at a place, or the infinity after the last, as tables have it.</summary>
    public Number Text(bool isNegative, int place) =>
        Number.From(place < Count ? At(isNegative, place) : isNegative ? -Infinity : Infinity);

    /// <summary>Numbers of a sign at consecutive places.</summary>
    public void Fill(bool isNegative, int first, Span<T> x)
    {
        if (sizes is null)
        {
            Spans.Consecutive((uint)first | (isNegative ? 1u << 31 : 0), MemoryMarshal.Cast<T, float>(x));
        }
        else
        {
            for (var i = 0; i < x.Length; i++)
            {
                x[i] = isNegative ? -sizes[first + i] : sizes[first + i];
            }
        }
    }

    /// <summary>The numbers in float32, which holds them all.</summary>
    public static void Widen(ReadOnlySpan<T> numbers, Span<float> values)
    {
        if (typeof(T) == typeof(Float32))
        {
            MemoryMarshal.Cast<T, float>(numbers).CopyTo(values);
            return;
        }

        for (var i = 0; i < numbers.Length; i++)
        {
            values[i] = (float)numbers[i].ToDouble();
        }
    }
}

/// <summary>Of which formats every number can be counted.</summary>
internal static class NumberLine
{
    private const int MostBits = 19;

    /// <summary>Whether the sign bit is set: of the negative numbers, then of the positive.</summary>
    public static IReadOnlyList<bool> Signs { get; } = [true, false];

    /// <summary>Whether a format is float32, or has up to 19 bits and float32 holds its numbers.</summary>
    public static bool Holds(NumberFormat format) => format.Parameters is { } layout && Float32.Layout.Holds(layout)
        && (layout == Float32.Layout || layout.SignBit < UInt128.One << MostBits);

    /// <summary>+ or −, in ASCII.</summary>
    public static string Sign(bool isNegative) => isNegative ? "-" : "+";
}
