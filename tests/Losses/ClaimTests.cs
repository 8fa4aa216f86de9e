using System.Numerics;
using Experiments.Cli;
using Experiments.Losses;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;
using Experiments.Tests.Output.Tables;
using Trip = Experiments.Losses.RoundTrip;

namespace Experiments.Tests.Losses;

/// <summary>The article's claims C1–C11 about single samples.</summary>
public class ClaimTests
{
    private static readonly Float32 One = Ops.Parse<Float32>("1");
    private static readonly Float32 Far = Ops.Parse<Float32>("32768");

    [Fact]
    public void C1_the_round_trip_gets_closer_to_the_identity_with_each_wider_format()
    {
        // At x = 5, the error follows the unit roundoff: 2^−24, 2^−53, 2^−64.
        double[] errors = [Error<Float32>("5"), Error<Float64>("5"), Error<Float80>("5")];
        Assert.InRange(errors[0], 1e-9, 1e-5);
        Assert.InRange(errors[1], 1e-18, 1e-14);
        Assert.InRange(errors[2], 1e-21, 1e-17);
    }

    [Fact]
    public void C2_the_relative_error_reaches_one_percent_just_above_14_6()
    {
        var from = Thresholds.OnePercentFrom(One, Far)!.Value;
        Assert.InRange(from.Value, 14.6f, 14.7f);

        // By scanning: no float32 from 14 up to it is off that much, and it is.
        for (var x = 14f; x < from.Value; x = float.BitIncrement(x))
        {
            Assert.False(IsOff(x), $"{x:R}");
        }

        Assert.True(IsOff(from.Value));

        static bool IsOff(float x)
        {
            // In float64: the difference of two float32 near 14 is exact, and so is its hundredfold.
            double y = Trip.Of(new Float32(x)).Value;
            return 100 * Math.Abs(y - x) >= x;
        }
    }

    [Fact]
    public void C3_C4_the_round_trip_is_infinite_from_ln_2_to_the_24_on()
    {
        var from = Thresholds.First(One, Far, x => float.IsInfinity(Trip.Of(x).Value))!.Value;
        Assert.Equal(16.635532f, from.Value);

        // σ is 1 from the first float32 at which e^−x rounds 1 + e^−x to 1: e^−x ≤ 2^−24, x ≥ 24·ln 2.
        var limit = new Rational(24 * Elementary.Ln2(200), Dyadic.PowerOfTwo(200));
        Assert.True(Exact(from.Value) > limit && Exact(float.BitDecrement(from.Value)) < limit);
        Assert.Equal(1, Sigmoid.Of(from).Value);
        Assert.True(Sigmoid.Of(new Float32(float.BitDecrement(from.Value))).Value < 1);
    }

    [Fact]
    public void C5_the_clipped_loss_is_finite_from_the_smallest_to_the_largest_float32()
    {
        // Every binade of both signs, at 64 places; the loss depends on x through σ(x), which is monotone.
        for (var bits = 0L; bits <= uint.MaxValue; bits += 1 << 17)
        {
            var x = BitConverter.UInt32BitsToSingle((uint)bits);
            if (float.IsFinite(x))
            {
                Assert.InRange(BinaryCrossEntropy.Clipped(new Float32(x), label: true).Value, 1.19e-7f, 16.1181f);
                Assert.InRange(BinaryCrossEntropy.Clipped(new Float32(x), label: false).Value, 9.9e-8f, 15.9425f);
            }
        }
    }

    [Fact]
    public void C6_C11_the_clipped_loss_is_flat_at_both_ends()
    {
        Assert.Equal(16.118095f, Clipped(-16.2f));
        Assert.Equal(16.118095f, Clipped(-1e30f));
        Assert.Equal(1.1920933e-7f, Clipped(15.6f));
        Assert.Equal(1.1920933e-7f, Clipped(1e30f));
        Assert.Equal(0, BinaryCrossEntropy.GradientClipped(new Float32(-20), label: true).Value);
        Assert.Equal(-1, BinaryCrossEntropy.GradientExact(new Float32(-20), label: true).Value);
    }

    [Fact]
    public void C7_the_loss_of_raw_outputs_is_within_a_few_ulps_of_the_exact_one_and_does_not_increase()
    {
        var last = float.PositiveInfinity;
        for (var x = -120f; x <= 120; x += 1 / 128f)
        {
            var (loss, exact) = (BinaryCrossEntropy.Logits(new Float32(x), label: true).Value, BinaryCrossEntropy.Exact(new Float32(x), label: true).Value);
            var ulps = Math.Abs((long)BitConverter.SingleToInt32Bits(loss) - BitConverter.SingleToInt32Bits(exact));
            Assert.True(ulps <= 2, $"{x}: {ulps} ulps");
            Assert.True(loss <= last);
            last = loss;
        }
    }

    [Fact]
    public void C8_before_the_clip_the_clipped_loss_goes_in_steps()
    {
        // Between 14 and 17 there are 6,145 float32 multiples of 2^−11, but only as many losses as there are probabilities.
        var losses = new HashSet<float>();
        var exact = new HashSet<float>();
        for (var x = 14f; x <= 17; x += 1 / 2048f)
        {
            losses.Add(Clipped(x));
            exact.Add(BinaryCrossEntropy.Exact(new Float32(x), label: true).Value);
        }

        // 1 − p is a multiple of 2^−24 from 2^−23 up to e^−14, which is 13.95 · 2^−24.
        Assert.InRange(losses.Count, 5, 13);
        Assert.True(exact.Count > 6000);
    }

    [Fact]
    public void C9_the_clipped_loss_falls_short_the_more_the_more_negative_x_is()
    {
        var last = 0f;
        for (var x = -16.2f; x > -1000; x *= 1.01f)
        {
            var deficit = BinaryCrossEntropy.Exact(new Float32(x), label: true).Value - Clipped(x);
            Assert.True(deficit > last);
            last = deficit;
        }
    }

    [Fact]
    public void C10_in_float80_the_naive_loss_ends_at_ln_2_to_the_64()
    {
        // σ is 1 from 64·ln 2 = 44.36 on, and the loss −log 1 is 0.
        Assert.Equal("-0", Ops.Text(BinaryCrossEntropy.Naive(Ops.Parse<Float80>("44.37"), label: true)));
        Assert.NotEqual("-0", Ops.Text(BinaryCrossEntropy.Naive(Ops.Parse<Float80>("44.36"), label: true)));
        Assert.Equal("-0", Ops.Text(BinaryCrossEntropy.Naive(Ops.Parse<Float128>("78.33"), label: true)));
        Assert.NotEqual("-0", Ops.Text(BinaryCrossEntropy.Naive(Ops.Parse<Float128>("78.32"), label: true)));
        Assert.Equal(0, new Rational(64 * Elementary.Ln2(100), Dyadic.PowerOfTwo(100)).FloorAtExponent(0, out _).CompareTo((BigInteger)44));
    }

    [Fact]
    public void Where_the_round_trip_is_1_percent_off_next_to_0_the_clipped_loss_is_off_by_two_units_at_most()
    {
        // The clipped loss depends on x through σ(x) alone: for each σ(x) the ends of the stretch of x that has it stand for all of them.
        var (from, upto) = (Limits.SmallErrorFrom<Float32>()!.Value, Limits.SmallErrorUpto<Float32>()!.Value);
        var (values, largest) = (0, 0.0);
        for (var p = Sigmoid.Of(from).Value; p <= Sigmoid.Of(upto).Value; p = float.BitIncrement(p))
        {
            if (Thresholds.First(from, upto, x => Sigmoid.Of(x).Value >= p) is { } first && Sigmoid.Of(first).Value == p)
            {
                values++;
                foreach (var x in new[] { first, Thresholds.Last(from, upto, x => Sigmoid.Of(x).Value <= p)!.Value })
                {
                    foreach (var label in new[] { false, true })
                    {
                        var (exact, clipped) = (BinaryCrossEntropy.Exact(x, label), BinaryCrossEntropy.Clipped(x, label));
                        Assert.InRange(Math.Abs(exact.Value - clipped.Value), 0, 2.0f / (1 << 24));
                        largest = Math.Max(largest, Trip.RelativeError(exact, clipped).Value);
                    }
                }
            }
        }

        // 1 + e^−x takes 75 values above 2, multiples of 2^−22, and 125 below, of 2^−23; some of their reciprocals coincide.
        Assert.InRange(values, 100, 200);
        Assert.InRange(largest, 1.7e-7, 1.73e-7);
    }

    [Fact]
    public void The_exact_loss_and_gradient_of_one_label_mirror_those_of_the_other()
    {
        for (var x = -130f; x <= 130; x += 0.37f)
        {
            var (plus, minus) = (new Float32(x), new Float32(-x));
            Assert.Equal(BinaryCrossEntropy.Exact(plus, label: true), BinaryCrossEntropy.Exact(minus, label: false));
            Assert.Equal(-BinaryCrossEntropy.GradientExact(plus, label: true).Value, BinaryCrossEntropy.GradientExact(minus, label: false).Value);
        }
    }

    [Fact]
    public void Extreme_arguments_answer_at_once()
    {
        Assert.Equal(1e308, BinaryCrossEntropy.Exact(new Float64(-1e308), label: true).Value);
        Assert.Equal(0, BinaryCrossEntropy.Exact(new Float64(1e308), label: true).Value);
        Assert.Equal(-1, BinaryCrossEntropy.GradientExact(new Float64(-1e308), label: true).Value);
        var largest = Ops.Parse<Float80>("1.189731495357231765e4932");
        Assert.Equal(largest, BinaryCrossEntropy.Exact(largest, label: false));
        Assert.Equal("0", Ops.Text(BinaryCrossEntropy.Exact(largest, label: true)));
        var smallest = Ops.Parse<Float80>("4e-4951");
        Assert.Equal("0.69314718055994530943", Ops.Text(BinaryCrossEntropy.Exact(smallest, label: true)));
    }

    private static float Clipped(float x) => BinaryCrossEntropy.Clipped(new Float32(x), label: true).Value;

    private static Rational Exact(float x) => ((IFloat<Float32>)new Float32(x)).Exact;

    private static double Error<T>(string text)
        where T : struct, IFloat<T>
    {
        var x = T.Parse(text);
        return Trip.RelativeError(x, Trip.Of(x)).Value;
    }
}
