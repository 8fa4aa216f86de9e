using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Tests.Losses.Formula;

/// <summary>The formula to use, against exact arithmetic and within the bounds that its README proves.</summary>
/// <remarks>
/// The largest errors come from a program in C that formed each exact value with the long functions of glibc and
/// libquadmath: of every x of the 16-bit formats with every label, and of every float32 x with the labels 0 and 1.
/// </remarks>
public class SplitTests
{
    /// <summary>x, y, the error, and of what.</summary>
    public static readonly TheoryData<float, float, double, string> Hardest = new()
    {
        { 6.23793316f, 1, 1.492659, "loss" },
        { 0.425313622f, 0, 1.300265, "loss" },
        { 4.1572938f, 1, 2.401877, "derivative" },
        { 7.85921097f, 0, 1.498326, "derivative" },
        { -4.85164738f, 5.64564198e-06f, 2.460457, "loss" },
        { -3.45620084f, 3.16756292e-08f, 4.550547, "larger part" },
    };

    private const double LossOfHardLabels = 1.5;
    private const double LossOfSoftLabels = 2.5;
    private const double DerivativeOfHardLabels = 2.5;
    private const double DerivativeInParts = 6;

    [Theory]
    [InlineData("float16", 1.259183, "2.746", 1.755318, "2.06")]
    [InlineData("bfloat16", 1.213076, "1.38", 1.570979, "2.11")]
    public void Hard_labels_are_within_the_bounds_at_every_number(
        string format, double loss, string atLoss, double derivative, string atDerivative)
    {
        var (found, foundX, slope, slopeX) = NumberFormat.Find(format)!.Run(new Largest(["0", "1"]));
        Assert.InRange(found, 0, LossOfHardLabels);
        Assert.InRange(slope, 0, DerivativeOfHardLabels);
        Assert.Equal((loss, derivative), (Math.Round(found, 6), Math.Round(slope, 6)));
        Assert.Equal((atLoss, atDerivative), (foundX.TrimStart('-'), slopeX.TrimStart('-')));
    }

    [Theory]
    [InlineData("float16", "0.0001 0.1 0.3 0.49536 0.5 0.9 0.9995", 2.319588, "3.924")]
    [InlineData("bfloat16", "0.0001 0.1 0.3 0.4395 0.5 0.9 0.996", 1.83147, "1.34")]
    public void Soft_labels_are_within_the_bounds_at_every_number(string format, string labels, double loss, string atLoss)
    {
        var (found, foundX, parts, _) = NumberFormat.Find(format)!.Run(new Largest(labels.Split(' ')) { IsSoft = true });
        Assert.InRange(found, 0, LossOfSoftLabels);
        Assert.InRange(parts, 0, DerivativeInParts);
        Assert.Equal((loss, atLoss), (Math.Round(found, 6), foundX));
    }

    [Theory]
    [InlineData("float16")]
    [InlineData("bfloat16")]
    [InlineData("float32")]
    [InlineData("float64")]
    public void Loss_and_derivative_are_mirror_exact(string format) =>
        Assert.True(NumberFormat.Find(format)!.Run(new Mirror()) > 3000);

    /// <summary>The largest errors found in float32: of hard labels at every x, of soft ones by a search.</summary>
    [Theory]
    [MemberData(nameof(Hardest))]
    public void The_hardest_cases_of_float32_have_the_errors_on_record(float x, float y, double error, string of)
    {
        var errors = SplitErrors.At(new Float32(x), new Float32(y));
        Assert.Equal(error, Math.Round(of == "loss" ? errors.Loss : of == "derivative" ? errors.Derivative : errors.InParts, 6));
    }

    [Fact]
    public void Soft_labels_of_float32_are_within_the_bounds()
    {
        var random = new SplitMix(2026);
        for (var i = 0; i < 40_000; i++)
        {
            // Raw outputs of all sizes up to 104; labels next to 0 and next to 1 as often as between.
            var x = (float)Math.ScaleB(random.Signed() / (double)(1L << 55) * 1.625, random.Below(16) - 9);
            var share = (float)Math.ScaleB((random.Next() >> 40) / (double)(1 << 24), -random.Below(24));
            var y = random.Below(2) == 0 ? share : 1 - share;
            var errors = SplitErrors.At(new Float32(x), new Float32(y));
            Assert.True(errors is { Loss: < LossOfSoftLabels, InParts: < DerivativeInParts }, $"x = {x:R}, y = {y:R}: {errors}");
        }
    }

    /// <summary>What the errors are measured against, beside the exact functions, rounded once by Ziv's loop.</summary>
    [Fact]
    public void The_values_measured_against_are_near_the_exact_ones()
    {
        var random = new SplitMix(7);
        for (var i = 0; i < 500; i++)
        {
            var x = new Float64((float)Math.ScaleB(random.Signed() / (double)(1L << 55), random.Below(16) - 9));
            var y = new Float64((float)Math.ScaleB((random.Next() >> 40) / (double)(1 << 24), -random.Below(24)));
            var near = SplitErrors.Near(x, y);
            var (loss, derivative) = (Rounded.CrossEntropy(x, y).Value, Rounded.Derivative(x, y).Value);
            Assert.InRange(Math.Abs(near.Loss - loss), 0, loss / (1L << 50));
            Assert.InRange(Math.Abs(near.Derivative - derivative), 0, near.LargerPart / (1L << 50));
        }
    }

    [Fact]
    public void An_infinite_raw_output_has_no_loss_where_its_label_is_right()
    {
        var both = SplitErrors.In<Float32>();
        var infinity = new Float32(float.PositiveInfinity);
        Assert.Equal([float.NaN, 0], both.All(infinity, new Float32(1)).Select(value => value.Value));
        Assert.Equal([float.PositiveInfinity, 1], both.All(infinity, new Float32(0)).Select(value => value.Value));
    }

    /// <summary>The largest loss error and derivative error of some labels over all finite x, and where they are.</summary>
    private sealed class Largest(string[] labels) : IFormatWork<(double Loss, string AtLoss, double Derivative, string AtDerivative)>
    {
        public bool IsSoft { get; init; }

        public (double Loss, string AtLoss, double Derivative, string AtDerivative) Run<T>()
            where T : struct, IFloat<T>
        {
            var both = SplitErrors.In<T>();
            (double Loss, string AtLoss, double Derivative, string AtDerivative) largest = (0, string.Empty, 0, string.Empty);
            foreach (var y in labels.Select(T.Parse))
            {
                for (var x = T.Round(-(Rational)T.Parameters!.Value.Largest); x.IsFinite; x = UlpDistance.Step(x, 1))
                {
                    var values = both.All(x, y);
                    var errors = SplitErrors.Of(x, y, values[0], values[1]);
                    var derivative = IsSoft ? errors.InParts : errors.Derivative;
                    if (errors.Loss > largest.Loss)
                    {
                        (largest.Loss, largest.AtLoss) = (errors.Loss, x.ToText());
                    }

                    if (derivative > largest.Derivative)
                    {
                        (largest.Derivative, largest.AtDerivative) = (derivative, x.ToText());
                    }
                }
            }

            return largest;
        }
    }

    /// <summary>L(x, y) = L(−x, 1 − y) to the bit wherever 1 − y is a number of the format.</summary>
    private sealed class Mirror : IFormatWork<int>
    {
        private static readonly string[] Labels = ["0", "1", "0.5", "0.25", "0.625", "0.9375"];

        public int Run<T>()
            where T : struct, IFloat<T>
        {
            var (both, count) = (SplitErrors.In<T>(), 0);
            foreach (var y in Labels.Select(T.Parse))
            {
                for (var k = -3000; k <= 3000; k += 7)
                {
                    var x = T.Parse("0.1") * T.Round(k) * T.Parse("0.37");
                    var (here, there) = (both.All(x, y), both.All(-x, T.One - y));
                    Assert.Equal(here[0].ToText(), there[0].ToText());
                    Assert.Equal(here[1], -there[1]);
                    count++;
                }
            }

            return count;
        }
    }
}
