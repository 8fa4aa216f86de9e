using Experiments.Census;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Tests.Census;

public class TallyTests
{
    [Theory]
    [InlineData(100, 101, true)]
    [InlineData(100, 99, true)]
    [InlineData(100, 100.99999, false)]
    [InlineData(-100, -101, true)]
    [InlineData(-100, -99.00001, false)]
    [InlineData(1, -1, true)]
    [InlineData(1e-45, 0, true)]
    [InlineData(3e38, 1e-45, true)]
    [InlineData(1e-45, 3e38, true)]
    [InlineData(1, float.PositiveInfinity, true)]
    [InlineData(1, float.NaN, false)]
    public void One_percent_is_decided_exactly(float x, float y, bool expected)
    {
        Assert.Equal(expected ? 1 : 0, Tally.Of(7, x, y).OnePercent.Count);
        Assert.Equal(Tally.Of(7, x, y), Together(7, [x], [y]));
    }

    [Fact]
    public void It_is_that_of_rationals_next_to_one_percent()
    {
        var random = new SplitMix(2026);
        for (var i = 0; i < 20_000; i++)
        {
            var x = BitConverter.UInt32BitsToSingle((uint)random.Bits(31));
            if (!float.IsFinite(x) || x == 0)
            {
                continue;
            }

            var near = BitConverter.SingleToInt32Bits(Float32.Round(new Float32(x).Exact * (i % 2 == 0 ? 101 : 99) / 100).Value);
            var y = BitConverter.Int32BitsToSingle(near + (i % 5) - 2);
            if (float.IsFinite(y))
            {
                var (exactX, exactY) = (new Float32(x).Exact, new Float32(y).Exact);
                var expected = 100 * Rational.Abs(exactY - exactX) >= exactX;
                Assert.Equal(expected ? 1 : 0, Tally.Of(1, x, y).OnePercent.Count);
            }
        }
    }

    [Fact]
    public void Zero_counts_where_it_comes_back_as_something_else()
    {
        Assert.Equal((1, 0), Counts(0f, -0f));
        Assert.Equal((1, 0), Counts(-0f, 0f));
        Assert.Equal((0, 1), Counts(0f, 1e-45f));
        Assert.Equal(double.PositiveInfinity, Tally.Of(0, 0f, 1e-45f).Worst!.Value.Relative);

        static (long, long) Counts(float x, float y) => (Tally.Of(0, x, y).Exact.Count, Tally.Of(0, x, y).OnePercent.Count);
    }

    [Fact]
    public void Infinity_is_exact_and_off_and_infinite()
    {
        var tally = Tally.Of(9, float.PositiveInfinity, float.PositiveInfinity);
        Assert.Equal((1, 1, 1, 0), (tally.Exact.Count, tally.OnePercent.Count, tally.Infinite.Count, tally.NaN.Count));
        Assert.Equal(double.PositiveInfinity, tally.Worst!.Value.Relative);
    }

    /// <summary>1/3 and 2/6 are one error in float64 and exactly; 1 + 2^−23 over 3 + 3·2^−23 too.</summary>
    [Fact]
    public void Of_equal_errors_the_smaller_x_is_named()
    {
        var tally = Together(4, [3, 3.75f, 6], [4, 5, 8]);
        Assert.Equal(4, tally.Worst!.Value.Place);
        Assert.Equal(tally.Worst, WorstError.Of(new(5, 6, 8), new(4, 3, 4)));
    }

    /// <summary>
    /// The numbers of a binade that come back as one of them, or as one below, above, opposite, 0, ∞ or NaN.
    /// </summary>
    [Theory]
    [InlineData(1.37f)]
    [InlineData(1f)]
    [InlineData(1.9999f)]
    [InlineData(0.995f)]
    [InlineData(0.5f)]
    [InlineData(2.005f)]
    [InlineData(7f)]
    [InlineData(-1.37f)]
    [InlineData(0f)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NaN)]
    public void A_piece_with_one_round_trip_is_counted_as_its_numbers_are(float y)
    {
        foreach (var isNegative in NumberLine.Signs)
        {
            float[] x = [.. Enumerable.Range(0, 1 << 12).Select(i => (1 + (i / 4096f)) * (isNegative ? -1 : 1))];
            var trip = isNegative ? -y : y;
            float[] trips = [.. x.Select(_ => trip)];
            Assert.Equal(OneByOne(50, x, trips), Tally.Of(50, 50 + x.Length, trip, place => x[place - 50]));
        }
    }

    /// <summary>Round trips of all kinds in blocks, some of them all the same, some next to 1 %, and of rising x.</summary>
    [Fact]
    public void A_piece_is_counted_as_its_numbers_are()
    {
        var random = new SplitMix(7);
        float[] values = [0, 1, 1.5f, -1, float.PositiveInfinity, float.NaN, 3, 1.25f];
        for (var round = 0; round < 300; round++)
        {
            // Rarely all of a binade, mostly a few places of it.
            var step = 1 << random.Below(12);
            var first = (int)random.Bits(30) | 1;
            var count = 1 + random.Below(2000);
            var runs = 1 << random.Below(12);
            var kinds = 1 + random.Below(9);
            var kind = 0;
            var (x, y) = (new float[count], new float[count]);
            for (var i = 0; i < count; i++)
            {
                x[i] = (round % 2 == 0 ? 1 : -1) * BitConverter.Int32BitsToSingle(first + (i * step));
                kind = i % runs == 0 ? random.Below(kinds) : kind;
                y[i] = kind < values.Length ? x[0] * values[kind] : x[i] * (float)(1 + ((random.Below(5) - 2) * 0.00999999));
            }

            Assert.Equal(OneByOne(first, x, y), Together(first, x, y));
        }
    }

    /// <summary>Blocks of neighbours whose errors lie next to 1 %, where bounds of all must not decide.</summary>
    [Fact]
    public void Next_to_one_percent_neighbours_are_counted_one_by_one()
    {
        foreach (var start in new[] { 1f, 1.5f, 1.9999f })
        {
            var first = BitConverter.SingleToInt32Bits(start);
            float[] x = [.. Enumerable.Range(0, 1500).Select(i => BitConverter.Int32BitsToSingle(first + i))];
            for (var ulps = -8; ulps <= 8; ulps++)
            {
                // |y − x| next to 0.01·x: of all, and of all but one.
                float[] y = [.. x.Select(one => one - BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(0.01f * one) + ulps))];
                Assert.Equal(OneByOne(first, x, y), Together(first, x, y));
                y[700] = x[700] * 1.0099f;
                Assert.Equal(OneByOne(first, x, y), Together(first, x, y));
                y[700] = x[700] * 1.0101f;
                Assert.Equal(OneByOne(first, x, y), Together(first, x, y));
            }
        }
    }

    /// <summary>The largest error at any place of blocks whose errors are otherwise all but the same.</summary>
    [Fact]
    public void The_largest_error_is_found_wherever_it_is()
    {
        const int Count = 1400;
        var first = BitConverter.SingleToInt32Bits(1.25f);
        float[] x = [.. Enumerable.Range(0, Count).Select(i => BitConverter.Int32BitsToSingle(first + i))];
        var distance = 1f / (1 << 6);
        for (var place = 0; place < Count; place += 7)
        {
            for (var more = 0; more < 3; more++)
            {
                // The same distance everywhere: the error falls as x grows. One has a little more.
                float[] y = [.. x.Select(one => one + distance)];
                y[place] += more * 2 * distance / (1 << 14);
                y[Count - 1] = x[Count - 1];
                Assert.Equal(OneByOne(first, x, y), Together(first, x, y));
            }
        }
    }

    private static Tally OneByOne(int first, float[] x, float[] y) =>
        x.Select((_, i) => Tally.Of(first + i, x[i], y[i])).Aggregate(Tally.None, (sum, one) => sum + one);

    private static Tally Together(int first, float[] x, float[] y) => Tally.Of(first, x, y, place => x[place - first]);
}
