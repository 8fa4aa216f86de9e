using System.Runtime.Intrinsics.X86;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;
using Experiments.Numerics.Vector;

namespace Experiments.Tests.Numerics.Vector;

/// <summary>Functions of many float32 numbers: in lanes of every width the bits of the definition.</summary>
/// <remarks>
/// The definition is integer bounds and exact arithmetic, which share nothing with the lanes. SpansExhaustive has all
/// 2^32 arguments.
/// </remarks>
public class SpansTests
{
    private const uint Stride = 40_961;

    private static readonly float[] Edges =
    [
        0, float.Epsilon, 1.1754942e-38f, 1.1754944e-38f, 5.9604645e-8f, 2.9802322e-8f, 3.7252903e-9f, 0.25f, 0.375f, 0.5f, 0.625f,
        0.69921875f,
        0.98046875f, 1, 1.0234375f, 2, 16.635532f, 17.32868f, 87.33655f, 88.72284f, 103.27893f, 103.97208f, 104, 150, float.MaxValue,
        float.PositiveInfinity, float.NaN,
    ];

    /// <summary>Every 40,961st pattern, and the numbers around each edge, of both signs.</summary>
    private static readonly float[] Arguments =
    [
        .. Enumerable.Range(0, (int)(uint.MaxValue / Stride)).Select(i => BitConverter.UInt32BitsToSingle((uint)i * Stride)),
        .. Edges.SelectMany(edge => Enumerable.Range(-20, 41).SelectMany(i =>
        {
            var near = BitConverter.Int32BitsToSingle(Math.Max(0, BitConverter.SingleToInt32Bits(edge) + i));
            return new[] { near, -near };
        })),
    ];

    private delegate void Fill(ReadOnlySpan<float> x, Span<float> results);

    [Fact]
    public void Exponentials_are_the_definitions() => Check<ExpFunction>(Spans.Exp);

    [Fact]
    public void Logarithms_are_the_definitions() => Check<LogFunction>(Spans.Log);

    [Fact]
    public void Logarithms_of_1_and_x_are_the_definitions() => Check<Log1PFunction>(Spans.Log1P);

    [Fact]
    public void Sigmoids_are_the_definitions() => Check<SigmoidFunction>(Spans.Sigmoid);

    [Fact]
    public void Sigmoids_less_1_are_the_definitions() => Check<SigmoidLessOneFunction>(Spans.SigmoidLessOne);

    [Fact]
    public void Losses_for_label_0_are_the_definitions() => Check<SoftplusFunction>(Spans.Softplus);

    [Fact]
    public void Losses_for_label_1_are_the_definitions() => Check<SoftplusMinusFunction>(Spans.SoftplusMinus);

    [Fact]
    public void Logits_are_the_definitions() => Check<LogitFunction>(Spans.Logit);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(21)]
    public void Any_number_of_arguments_has_as_many_results(int count)
    {
        var results = new float[count + 1];
        results[count] = -1;
        Spans.Exp(new float[count], results);
        Assert.Equal([.. Enumerable.Repeat(1f, count), -1f], results);
    }

    [Fact]
    public void Too_little_room_and_results_over_the_arguments_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Spans.Exp(new float[2], new float[1]));
        var numbers = new float[20];
        Assert.Throws<ArgumentException>(() => Spans.Exp(numbers.AsSpan(0, 16), numbers.AsSpan(4)));
    }

    [Fact]
    public void Exp_and_log_are_within_the_bound_before_they_are_rounded()
    {
        // 2^−41 is what the spans count with; the remarks promise half of it.
        foreach (var x in Arguments.Where(float.IsNormal).Select(x => (double)x))
        {
            if (Math.Abs(x) is < 149 and > 1e-9)
            {
                AssertNear(Elementary32.Exp(Lanes1.Of(x)).Value, Elementary.Exp(Exact(x), 80));
            }

            if (x > 0 && x != 1)
            {
                AssertNear(Elementary32.Log(Lanes1.Of(x)).Value, Elementary.Log(Exact(x), 80));
            }
        }

        static void AssertNear(double near, Interval bounds)
        {
            var (difference, size) = (Rational.Abs((Rational)Exact(near) - bounds.Lower), Rational.Abs(bounds.Lower));
            Assert.True(difference <= size * (Rational)Dyadic.PowerOfTwo(-42), $"{near:R}");
        }
    }

    [Fact]
    public void The_coefficients_run_through_the_functions_at_Chebyshevs_points()
    {
        var ln2 = Elementary.Log(2, 200).Lower;
        AssertCoefficients(
            [3896, 2408, 0, -2408, -3896],
            (Rational)ln2 / 32,
            r => r.Sign == 0 ? 1 : ((Rational)Elementary.Exp(r.Enclose(220).Lower, 200).Lower - 1) / r,
            [1, Elementary32.E1, Elementary32.E2, Elementary32.E3, Elementary32.E4]);
        AssertCoefficients(
            [3956, 2896, 1060, -1060, -2896, -3956],
            new Rational(1, 32),
            t => ((Rational)Elementary.Log1P(t.Enclose(220).Lower, 200).Lower - t) / (t * t),
            [Elementary32.L0, Elementary32.L1, Elementary32.L2, Elementary32.L3, Elementary32.L4, Elementary32.L5]);
    }

    private static void AssertCoefficients(int[] points, Rational halfRange, Func<Rational, Rational> function, double[] expected)
    {
        Rational[] x = [.. points.Select(point => new Rational(point, 4096) * halfRange)];
        Rational[] divided = [.. x.Select(function)];
        for (var order = 1; order < x.Length; order++)
        {
            for (var i = x.Length - 1; i >= order; i--)
            {
                divided[i] = (divided[i] - divided[i - 1]) / (x[i] - x[i - order]);
            }
        }

        // Newton's form, multiplied out.
        var coefficients = new Rational[x.Length];
        Array.Fill(coefficients, 0);
        for (var i = x.Length - 1; i >= 0; i--)
        {
            for (var k = x.Length - 1; k > 0; k--)
            {
                coefficients[k] = coefficients[k - 1] - (x[i] * coefficients[k]);
            }

            coefficients[0] = divided[i] - (x[i] * coefficients[0]);
        }

        Assert.Equal(expected, coefficients.Select(coefficient => Float64.Round(coefficient).Value));
    }

    private static void Check<TFunction>(Fill widest)
        where TFunction : struct, IRealFunction
    {
        float[] expected = [.. Arguments.AsParallel().AsOrdered().Select(TFunction.Defined)];
        AssertResults(widest, "the widest");
        AssertResults(RealSpans.Fill<TFunction, Lanes1>, "1");
        AssertResults(RealSpans.Fill<TFunction, Lanes2>, "2");
        if (Avx2.IsSupported)
        {
            AssertResults(RealSpans.Fill<TFunction, Lanes4>, "4");
        }

        if (Avx512F.IsSupported)
        {
            AssertResults(RealSpans.Fill<TFunction, Lanes8>, "8");
        }

        void AssertResults(Fill fill, string lanes)
        {
            var results = new float[Arguments.Length];
            fill(Arguments, results);
            for (var i = 0; i < results.Length; i++)
            {
                if (BitConverter.SingleToInt32Bits(results[i]) != BitConverter.SingleToInt32Bits(expected[i])
                    && !(float.IsNaN(results[i]) && float.IsNaN(expected[i])))
                {
                    Assert.Fail($"{typeof(TFunction).Name}({Arguments[i]:R}) in {lanes}: {results[i]:R}, not {expected[i]:R}");
                }
            }
        }
    }

    private static Dyadic Exact(double x) => new Float64(x).Exact.Numerator;
}
