using System.Numerics;

namespace Experiments.Numerics.Exact;

/// <summary>Bounds of exp, expm1, log, log1p and ln 2, as tight as asked for, in integer arithmetic.</summary>
/// <remarks>
/// Every step rounds down and counts what it may have lost in units of the last place, so the two bounds returned are
/// proven, whatever their width; the width asked for only decides how many bits the work is done in.
/// </remarks>
public static class Elementary
{
    private const int Guard = 16;
    private const int StoredBits = 1024;

    private static readonly BigInteger StoredLn2 = ComputeLn2(StoredBits);

    /// <summary>An integer L with L ≤ 2^bits · ln 2 ≤ L + 2.</summary>
    public static BigInteger Ln2(int bits) => bits <= StoredBits ? StoredLn2 >> (StoredBits - bits) : ComputeLn2(bits);

    /// <summary>Bounds of e^x, about 2^−bits apart relative to it.</summary>
    /// <remarks>
    /// x = k·ln 2 + r with 0 ≤ r ≤ ln 2; e^(r/2^h) from Taylor's series, squared h times. Below −2^20 the bounds are 0
    /// and 2^−2^20, since e^x &lt; 2^x for x &lt; 0; above 2^20 it throws <see cref="ArgumentOutOfRangeException"/>: no
    /// format holds e^x there.
    /// </remarks>
    public static Interval Exp(Dyadic x, int bits)
    {
        if (x.Sign == 0)
        {
            return Dyadic.One;
        }

        if (x.Magnitude >= 20)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(x.Sign, 0, nameof(x));
            return new(Dyadic.Zero, Dyadic.PowerOfTwo(-(1 << 20)));
        }

        if (x.Magnitude < -bits - 2)
        {
            // |e^x − 1| ≤ 2·|x| < 2^(magnitude + 2) for |x| ≤ 1.
            var distance = Dyadic.PowerOfTwo(x.Magnitude + 2);
            return x.Sign > 0 ? new(Dyadic.One, Dyadic.One + distance) : new(Dyadic.One - distance, Dyadic.One);
        }

        var halvings = 8 + (bits / 64);
        var w = bits + halvings + Guard;
        var (k, r) = ReduceByLn2(x, w);

        // s ≤ 2^w·r/2^h ≤ s + 2, and s < 2^(w−8).
        var s = r >> halvings;
        var term = BigInteger.One << w;
        var sum = term;
        var terms = 0;
        while (!term.IsZero)
        {
            terms++;
            term = ((term * s) >> w) / terms;
            sum += term;
        }

        // Each term is low by at most 4 units: 2 from s, 2 from its own two divisions; what is left out is below 4
        // more. A squaring multiplies the error by 2·e^(r/2^i) and adds 1; the product of all the e^(r/2^i) is at most
        // e^r ≤ 2 and a little.
        for (var i = 0; i < halvings; i++)
        {
            sum = (sum * sum) >> w;
        }

        var error = (BigInteger)((4 * (terms + 1)) + halvings + 1) << (halvings + 2);
        return new(new(sum, k - w), new(sum + error, k - w));
    }

    /// <summary>Bounds of e^x − 1, about 2^−bits apart relative to it, close to x = 0 too.</summary>
    public static Interval ExpM1(Dyadic x, int bits)
    {
        if (x.Sign == 0)
        {
            return Dyadic.Zero;
        }

        // x ≤ e^x − 1 ≤ x + x² for |x| ≤ 1; else what 1 takes from e^x is asked for on top.
        return x.Magnitude < -bits - 2 ? new(x, x + (x * x)) : Exp(x, bits + Math.Max(0, -x.Magnitude) + 2) + -Dyadic.One;
    }

    /// <summary>Bounds of log x for x > 0, about 2^−bits apart relative to it, close to x = 1 too.</summary>
    /// <remarks>
    /// x = 2^k·m with 2/3 ≤ m ≤ 4/3 and log m = 2·artanh((m − 1)/(m + 1)), the argument at most 1/5.
    /// x ≤ 0 throws <see cref="ArgumentOutOfRangeException"/>.
    /// </remarks>
    public static Interval Log(Dyadic x, int bits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(x.Sign, 0, nameof(x));
        if (x == Dyadic.One)
        {
            return Dyadic.Zero;
        }

        var k = x.Magnitude;
        if (3 * x.Scale(-k) > 4)
        {
            k++;
        }

        var m = x.Scale(-k);
        var t = m - Dyadic.One;

        // |log x| ≥ log 4/3 when k ≠ 0, and |log x| ≥ |t|/2 when k = 0: these bits make the relative width right.
        var w = bits + Guard + (k == 0 ? 1 - t.Magnitude : 0);
        var logM = 2 * ArtanhQuotient(t, m + Dyadic.One, w);
        if (k == 0)
        {
            return logM;
        }

        // k·ln 2 at 2^−w: from ln 2 with 32 more bits, since |k| < 2^31.
        var ln2 = new Interval(new(Ln2(w + 32), -w - 32), new(Ln2(w + 32) + 2, -w - 32));
        return logM + (k * ln2);
    }

    /// <summary>Bounds of log(1 + x) for x > −1, about 2^−bits apart relative to it, close to x = 0 too.</summary>
    /// <remarks>x ≤ −1 throws <see cref="ArgumentOutOfRangeException"/>.</remarks>
    public static Interval Log1P(Dyadic x, int bits)
    {
        if (x.Sign == 0)
        {
            return Dyadic.Zero;
        }

        // x − x² ≤ log(1 + x) ≤ x for |x| ≤ 1/2.
        return x.Magnitude < -bits - 2 ? new(x - (x * x), x) : Log(Dyadic.One + x, bits);
    }

    /// <summary>k and r with x = k·ln 2 + ρ, r ≤ 2^w·ρ ≤ r + 3 and 0 ≤ r.</summary>
    private static (int K, BigInteger R) ReduceByLn2(Dyadic x, int w)
    {
        const int Extra = 24;
        var ln2 = Ln2(w + Extra);
        var scaled = x.AtExponent(-w - Extra);
        var k = (int)(BigInteger.Divide(scaled, ln2) - (scaled.Sign < 0 ? 1 : 0));
        while (true)
        {
            // |k| < 2^21, so the 2 units that ln 2 may be short of are below 1 unit of 2^−w.
            var r = (scaled - (k * ln2) - (k > 0 ? 2 * k : 0)) >> Extra;
            if (r.Sign >= 0)
            {
                return (k, r);
            }

            k--;
        }
    }

    /// <summary>Bounds of artanh(t/d) at 2^−w, for |t/d| ≤ 1/5.</summary>
    private static Interval ArtanhQuotient(Dyadic t, Dyadic d, int w)
    {
        // z ≤ 2^w·|t|/d ≤ z + 1; the square is low by less than 2, so is each power; a term loses one more to its
        // division.
        var z = new Rational(Dyadic.Abs(t), d).FloorAtExponent(-w, out _);
        var square = (z * z) >> w;
        var power = z;
        var sum = z;
        var n = 1;
        while (!power.IsZero)
        {
            n += 2;
            power = (power * square) >> w;
            sum += power / n;
        }

        var bounds = new Interval(new(sum, -w), new(sum + (3 * ((n / 2) + 2)), -w));
        return t.Sign < 0 ? -bounds : bounds;
    }

    /// <summary>ln 2 = 18·artanh(1/26) − 2·artanh(1/4801) + 8·artanh(1/8749).</summary>
    private static BigInteger ComputeLn2(int bits)
    {
        const int Extra = 32;
        var one = BigInteger.One << (bits + Extra);
        var (a, n) = ArtanhInverse(one, 26);
        var (b, _) = ArtanhInverse(one, 4801);
        var (c, _) = ArtanhInverse(one, 8749);

        // Each sum is low by at most 2 units a term; the sum with 1/26 has the most terms.
        var sum = (18 * a) - (2 * b) + (8 * c);
        var error = (BigInteger)28 * 2 * n;
        return (sum - error) >> Extra;
    }

    private static (BigInteger Sum, int Terms) ArtanhInverse(BigInteger one, int d)
    {
        var power = one / d;
        var sum = power;
        var n = 1;
        while (!power.IsZero)
        {
            n += 2;
            power /= d * d;
            sum += power / n;
        }

        return (sum, n);
    }
}
