namespace Experiments.Training.Data;

/// <summary>
/// Names in the order people expect: runs of digits compare as numbers, so that cat.2.jpg comes before cat.10.jpg; all
/// else by code.
/// </summary>
internal sealed class NaturalOrder : IComparer<string>
{
    /// <summary>The order.</summary>
    public static readonly NaturalOrder Comparer = new();

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        ReadOnlySpan<char> a = x;
        ReadOnlySpan<char> b = y;
        while (!a.IsEmpty && !b.IsEmpty)
        {
            var (digitsA, digitsB) = (Digits(a), Digits(b));
            if (digitsA == 0 || digitsB == 0)
            {
                (digitsA, digitsB) = (1, 1);
            }

            var areNumbers = char.IsAsciiDigit(a[0]) && char.IsAsciiDigit(b[0]);
            var order = areNumbers ? CompareNumbers(a[..digitsA], b[..digitsB]) : a[0].CompareTo(b[0]);
            if (order != 0)
            {
                return order;
            }

            a = a[digitsA..];
            b = b[digitsB..];
        }

        // Names that differ in leading zeros alone still need an order.
        var rest = a.Length.CompareTo(b.Length);
        return rest != 0 ? rest : string.CompareOrdinal(x, y);
    }

    private static int Digits(ReadOnlySpan<char> text)
    {
        var length = text.IndexOfAnyExceptInRange('0', '9');
        return length < 0 ? text.Length : length;
    }

    private static int CompareNumbers(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        a = a.TrimStart('0');
        b = b.TrimStart('0');
        return a.Length != b.Length ? a.Length.CompareTo(b.Length) : a.SequenceCompareTo(b);
    }
}
