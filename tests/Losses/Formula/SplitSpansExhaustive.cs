using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Experiments.Losses;
using Experiments.Losses.Formula;
using Experiments.Numerics.Formats;
using Experiments.Numerics.Vector;

namespace Experiments.Tests.Losses.Formula;

/// <summary>
/// The formula with hard labels on all 2^32 numbers of float32, or in a usual run on every 509th block of 2^20 of them:
/// the largest errors, and the same bits for (x, 1) and (−x, 0).
/// </summary>
/// <remarks>
/// The exact value comes as a float64 within 2^−41 of it, so that an error is known to 2^−16 ulps. Where one comes
/// that near to the largest on record, float64's correctly rounded functions decide.
/// </remarks>
public class SplitSpansExhaustive
{
    private const int BlockBits = 20;
    private const int UsualStride = 509;
    private const double Unsure = 1.0 / (1 << 16);
    private const double LeastNormal = 1.17549435082228750797e-38;
    private const double Precision = 1.0 / (1 << 23);

    private delegate void Distances(ReadOnlySpan<float> x, ReadOnlySpan<float> results, Span<float> ulps);

    /// <summary>
    /// The largest error for a label, and the x that has it: as a program in C found them, which took the long functions
    /// of libquadmath wherever a float64 left the rounding open.
    /// </summary>
    [Theory]
    [InlineData(1, 1.492659, 6.23793316f, 2.401877, 4.1572938f)]
    [InlineData(0, 1.300265, 0.425313622f, 1.498326, 7.85921097f)]
    public void The_largest_errors_at_x_from_0_up(int label, double loss, float atLoss, double derivative, float atDerivative)
    {
        var y = new Float32(label);
        var isWhole = Environment.GetEnvironmentVariable("SPANS") is not null;
        var largest = new (double Loss, double Derivative)[1 << (31 - BlockBits)];
        Parallel.For(0, largest.Length, new() { MaxDegreeOfParallelism = Environment.ProcessorCount }, block =>
        {
            if (isWhole || block % UsualStride == 0)
            {
                largest[block] = new Block((uint)block << BlockBits, y).Largest(loss, derivative);
            }
        });

        // At the recorded x float64's functions give the recorded error; elsewhere there is none larger.
        Assert.Equal(loss, Math.Round(SplitErrors.At(new Float32(atLoss), y).Loss, 6));
        Assert.Equal(derivative, Math.Round(SplitErrors.At(new Float32(atDerivative), y).Derivative, 6));
        var (greatest, steepest) = (largest.Max(pair => pair.Loss), largest.Max(pair => pair.Derivative));
        Assert.InRange(greatest, isWhole ? loss - 1e-6 : 0, loss + 1e-6);
        Assert.InRange(steepest, isWhole ? derivative - 1e-6 : 0, derivative + 1e-6);
    }

    /// <summary>2^20 numbers in a row: the formula's values at them, and at them with the other sign and label.</summary>
    private sealed class Block(uint first, Float32 label)
    {
        private const int Part = 1 << 13;

        private static readonly Evaluator<Float32> Here = new(SplitLoss.Split.Value, SplitLoss.Split.Gradient);
        private static readonly Evaluator<Float32> There = new(SplitLoss.Split.Value, -SplitLoss.Split.Gradient);

        private readonly float[] x = new float[Part];
        private readonly float[] ulps = new float[Part];
        private readonly Float32[] minus = new Float32[Part];
        private readonly Float32[][] values = [new Float32[Part], new Float32[Part]];
        private readonly Float32[][] mirrored = [new Float32[Part], new Float32[Part]];

        /// <summary>The largest errors at finite x; exactly, where they come near to those on record.</summary>
        public (double Loss, double Derivative) Largest(double loss, double derivative)
        {
            var (largest, steepest) = (0.0, 0.0);
            for (var start = 0; start < 1 << BlockBits; start += Part)
            {
                Spans.Consecutive(first + (uint)start, x);
                Form();
                var isOne = label.Value == 1;
                largest = Math.Max(largest, Exactly(isOne ? Fill<SoftplusMinusFunction> : Fill<SoftplusFunction>, 0, loss));
                steepest = Math.Max(steepest, Exactly(isOne ? Fill<SigmoidLessOneFunction> : Fill<SigmoidFunction>, 1, derivative));
            }

            return (largest, steepest);
        }

        /// <summary>The values at x, and that those at −x with the other label are the same, the derivative's negated.</summary>
        private void Form()
        {
            var raw = MemoryMarshal.Cast<float, Float32>(x.AsSpan());
            for (var i = 0; i < minus.Length; i++)
            {
                minus[i] = new(-x[i]);
            }

            Here.All(raw, values, label);
            There.All(minus, mirrored, new(1 - label.Value));
            for (var quantity = 0; quantity < values.Length; quantity++)
            {
                var here = Bits(values[quantity]);
                var there = Bits(mirrored[quantity]);
                for (var i = here.CommonPrefixLength(there); i < here.Length; i++)
                {
                    // NaN may have any bits.
                    Assert.True(
                        here[i] == there[i] || (float.IsNaN(values[quantity][i].Value) && float.IsNaN(mirrored[quantity][i].Value)),
                        $"{x[i]:R} and {-x[i]:R} with labels {label.Value} and {1 - label.Value} are no mirror images.");
                }
            }
        }

        private double Exactly(Distances fill, int quantity, double recorded)
        {
            if (!float.IsFinite(x[0]))
            {
                // ∞ begins a part, and NaN follow it.
                return 0;
            }

            fill(x, MemoryMarshal.Cast<Float32, float>(values[quantity].AsSpan()), ulps);
            double largest = Spans.Extent(ulps).High;
            Assert.False(double.IsNaN(largest), $"from {x[0]:R} on");
            return largest <= recorded - Unsure ? largest : Enumerable.Range(0, x.Length).Max(i =>
            {
                var errors = SplitErrors.Of(new Float32(x[i]), label, values[0][i], values[1][i]);
                return quantity == 0 ? errors.Loss : errors.Derivative;
            });
        }

        private static Span<int> Bits(Float32[] numbers) => MemoryMarshal.Cast<Float32, int>(numbers.AsSpan());

        private static void Fill<TFunction>(ReadOnlySpan<float> x, ReadOnlySpan<float> results, Span<float> ulps)
            where TFunction : struct, IRealFunction
        {
            Elementary32.Prepare();
            if (Vector512.IsHardwareAccelerated)
            {
                Fill<TFunction, Lanes8>(x, results, ulps);
            }
            else
            {
                Fill<TFunction, Lanes2>(x, results, ulps);
            }
        }

        /// <summary>How far results lie from a function, in ulps of its binade.</summary>
        private static void Fill<TFunction, TLanes>(ReadOnlySpan<float> x, ReadOnlySpan<float> results, Span<float> ulps)
            where TFunction : struct, IRealFunction
            where TLanes : struct, ILanes<TLanes>
        {
            for (var i = 0; i < x.Length; i += TLanes.Count)
            {
                var exact = TFunction.Near(TLanes.Load(in x[i]));
                var binade = exact & TLanes.OfBits(0x7FF0000000000000);
                var ulp = TLanes.AtLeast(TLanes.Of(LeastNormal), binade) * TLanes.Of(Precision);
                var distance = (TLanes.Load(in results[i]) - exact) / ulp;
                (distance & TLanes.OfBits(long.MaxValue)).Store(ref ulps[i]);
            }
        }
    }
}
