using System.Numerics;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Tests.Numerics.Formats;

/// <summary>
/// + − × ÷ in every binary format where rounding is hardest, decided by <see cref="RoundingInterval"/> on exact
/// numbers.
/// </summary>
public class HardOperationTests
{
    private const int Draws = 50;

    // One operand is given and the other solved for and rounded, so that the exact result is a midpoint of two
    // neighbours, or misses one by at most half a last place of full precision: for a subnormal result that is the trap
    // of rounding twice.
    [Theory]
    [MemberData(nameof(BinaryFormats.All), MemberType = typeof(BinaryFormats), DisableDiscoveryEnumeration = true)]
    public void Sums_on_midpoints_and_next_to_them_are_right<T>(T _)
        where T : struct, IBinaryFloat<T>
    {
        var random = new SplitMix(12);
        foreach (var pattern in Patterns(T.Layout, random))
        {
            Rational midpoint = RoundingInterval.Midpoint(T.Layout, pattern);
            var last = RoundingInterval.Infinity(T.Layout) - 1;
            UInt128[] terms = [pattern, UInt128.Min(pattern + 1, last), Nearby(pattern, last, random), Nearby(pattern, last, random)];
            foreach (var x in terms.Select(T.FromBits))
            {
                CheckNeighbours('+', x, T.Round(midpoint - x.Exact));
                CheckNeighbours('-', x, T.Round(x.Exact - midpoint));
                CheckNeighbours('-', Ops.Negate(x), T.Round(midpoint - x.Exact));
            }
        }

        // A number up to three binades away, or next to 0.
        static UInt128 Nearby(UInt128 pattern, UInt128 last, SplitMix random)
        {
            var reach = 6 * (UInt128.One << (T.Layout.Precision - 1));
            return UInt128.Min((pattern > reach / 2 ? pattern - (reach / 2) : 0) + (random.Bits(128) % reach), last);
        }
    }

    [Theory]
    [MemberData(nameof(BinaryFormats.All), MemberType = typeof(BinaryFormats), DisableDiscoveryEnumeration = true)]
    public void Products_and_quotients_on_midpoints_and_next_to_them_are_right<T>(T _)
        where T : struct, IBinaryFloat<T>
    {
        var random = new SplitMix(13);
        foreach (var pattern in Patterns(T.Layout, random))
        {
            // Factors 1 to 4 of full length and of few bits, and about the square root of the result, so that both
            // operands are normal.
            Rational midpoint = RoundingInterval.Midpoint(T.Layout, pattern);
            var (one, hidden) = (T.Round(1).Bits, UInt128.One << (T.Layout.Precision - 1));
            var root = (((pattern / hidden) + (one / hidden)) / 2 * hidden) + (random.Bits(128) % hidden);
            UInt128[] factors = [one, one + 1, one + (random.Bits(128) % (2 * hidden)), one + (hidden / 2) + hidden, root];
            foreach (var x in factors.Select(T.FromBits))
            {
                CheckNeighbours('*', x, T.Round(midpoint / x.Exact));
                CheckNeighbours('/', T.Round(midpoint * x.Exact), x);
                CheckNeighbours('/', Ops.Negate(x), T.Round(x.Exact / midpoint));
            }
        }
    }

    // Products of two numbers of p bits of which the k bits to be cut off are a half but for one unit: n·m ≡ 2^(k−1) ±
    // 1 modulo 2^k.
    [Theory]
    [MemberData(nameof(BinaryFormats.All), MemberType = typeof(BinaryFormats), DisableDiscoveryEnumeration = true)]
    public void Products_that_miss_a_midpoint_by_one_unit_are_right<T>(T _)
        where T : struct, IBinaryFloat<T>
    {
        var (p, random) = (T.Layout.Precision, new SplitMix(14));
        for (var found = 0; found < Draws;)
        {
            var (k, unit) = (p - random.Below(2), (2 * random.Below(2)) - 1);
            var n = Odd(p, random);
            var m = Remainder(InverseOfOdd(n, k) * (Power(k - 1) + unit), k) | Power(p - 1);
            if ((n * m).GetBitLength() == p + k && Remainder(n * m, k) == Power(k - 1) + unit)
            {
                // With results in the middle of the range, and of the least normal binade.
                found++;
                Check('*', Number<T>(n, 0), Number<T>(m, 0));
                Check('*', Number<T>(n, 0), Ops.Negate(Number<T>(m, k - p + 1 - T.Layout.Emax)));
            }
        }
    }

    // Quotients m/n that miss a midpoint t/2^k of p + 1 bits by 1/(n·2^k): t·n = m·2^k ± 1.
    [Theory]
    [MemberData(nameof(BinaryFormats.All), MemberType = typeof(BinaryFormats), DisableDiscoveryEnumeration = true)]
    public void Quotients_that_miss_a_midpoint_as_little_as_they_can_are_right<T>(T _)
        where T : struct, IBinaryFloat<T>
    {
        var (p, random) = (T.Layout.Precision, new SplitMix(15));
        for (var found = 0; found < Draws;)
        {
            var (k, unit) = (p + random.Below(2), (2 * random.Below(2)) - 1);
            var n = Odd(p, random);
            var t = Remainder(InverseOfOdd(n, k) * unit, k) | Power(p);
            var (m, rest) = BigInteger.DivRem((t * n) - unit, Power(k));
            if (rest.IsZero && m.GetBitLength() == p)
            {
                found++;
                Check('/', Number<T>(m, 0), Number<T>(n, 0));
                Check('/', Number<T>(m, p - k + 1 - T.Layout.Emax), Ops.Negate(Number<T>(n, 0)));
            }
        }
    }

    /// <summary>Checks an operation on two numbers and on the neighbours of each.</summary>
    private static void CheckNeighbours<T>(char operation, T x, T y)
        where T : struct, IBinaryFloat<T>
    {
        foreach (var (i, j) in new[] { (0, 0), (0, 1), (0, -1), (1, 0), (-1, 0) })
        {
            Check(operation, Step(x, i), Step(y, j));
        }

        static T Step(T x, int by) => x.Pattern == UInt128.Zero && by < 0 ? x : T.FromBits(x.Bits + (UInt128)(uint)(by + 1) - 1);
    }

    private static void Check<T>(char operation, T x, T y)
        where T : struct, IBinaryFloat<T>
    {
        if (!x.IsFinite || !y.IsFinite || (operation == '/' && y.IsZero))
        {
            return;
        }

        var (exact, result) = operation switch
        {
            '+' => (x.Exact + y.Exact, x + y),
            '-' => (x.Exact - y.Exact, x - y),
            '*' => (x.Exact * y.Exact, x * y),
            _ => (x.Exact / y.Exact, x / y),
        };

        // The sign of an exact 0 is another matter: SpecialValueTests.
        var isRight = result.Pattern <= RoundingInterval.Infinity(T.Layout)
            && RoundingInterval.Of(T.Layout, result.Pattern).Holds(Rational.Abs(exact))
            && (exact.Sign == 0 || result.IsNegative == exact.Sign < 0);
        Assert.True(isRight, $"{T.Name}: {x.Bits:X} {operation} {y.Bits:X} gives {result.Bits:X}");
    }

    /// <summary>
    /// Patterns below midpoints: 0, the ends of the subnormals and of the normals, ends of binades, and random ones.
    /// </summary>
    private static IEnumerable<UInt128> Patterns(Format format, SplitMix random)
    {
        var (infinity, hidden) = (RoundingInterval.Infinity(format), UInt128.One << (format.Precision - 1));
        UInt128[] edges = [0, 1, 2, hidden - 2, hidden - 1, hidden, (2 * hidden) - 1, 2 * hidden, infinity / 2, infinity - 2, infinity - 1];
        return edges.Concat(Enumerable.Range(0, Draws).Select(i => random.Bits(128) % (i % 2 == 0 ? infinity : 3 * hidden)));
    }

    /// <summary>An odd integer of so many bits.</summary>
    private static BigInteger Odd(int bits, SplitMix random) => Power(bits - 1) | random.Bits(bits - 1) | 1;

    private static BigInteger Power(int exponent) => BigInteger.One << exponent;

    /// <summary>x modulo 2^bits, not below 0.</summary>
    private static BigInteger Remainder(BigInteger x, int bits) => x & (Power(bits) - 1);

    /// <summary>The y with x·y ≡ 1 modulo 2^bits, by Newton's iteration: right bits double from 3 on.</summary>
    private static BigInteger InverseOfOdd(BigInteger x, int bits)
    {
        var y = x;
        for (var right = 3; right < bits; right *= 2)
        {
            y = Remainder(y * (2 - (x * y)), bits);
        }

        return Remainder(y, bits);
    }

    /// <summary>The number with a significand of full length, in the binade of 2^exponent.</summary>
    private static T Number<T>(BigInteger significand, int exponent)
        where T : struct, IBinaryFloat<T> =>
        T.FromBits((UInt128)(significand + ((exponent + T.Layout.Emax - 1) * Power(T.Layout.Precision - 1))));
}
