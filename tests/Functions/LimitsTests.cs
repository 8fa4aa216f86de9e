using Experiments.Formats;
using Experiments.Functions;
using Experiments.Reference;
using Experiments.Tests.Formats;
using Trip = Experiments.Functions.RoundTrip;

namespace Experiments.Tests.Functions;

/// <summary>The limits of small formats against a scan of all their numbers, those of the others against their definition in exact arithmetic.</summary>
public class LimitsTests
{
    public static TheoryData<string> Small => [Float16.Name, BFloat16.Name, TensorFloat32.Name];

    public static TheoryData<string> Binary => [.. NumberFormat.All.Where(format => format.Name != ClrDecimal.Name).Select(format => format.Name)];

    [Theory]
    [MemberData(nameof(Small))]
    public void Each_limit_is_what_a_scan_of_all_numbers_finds(string format)
    {
        var scan = Find(format).Run(new Scan());
        Assert.All(scan, limit => Assert.True(limit.Found == limit.Computed, $"{limit.Name}: {limit.Found} by the scan, {limit.Computed} computed"));
        Assert.Equal(15, scan.Count);
    }

    [Theory]
    [MemberData(nameof(Binary))]
    public void The_sigmoid_is_1_from_the_first_number_beyond_ln_2_to_the_precision(string format) => Find(format).Run(new Saturation());

    [Fact]
    public void The_machine_epsilon_of_decimal_is_its_finest_scale() => Assert.Equal("1e-28", Ops.Text(Limits.MachineEpsilon<ClrDecimal>()));

    private static NumberFormat Find(string name) => NumberFormat.Find(name) ?? new NumberFormat.Of<TensorFloat32>();

    private sealed class Scan : IFormatWork<IReadOnlyList<(string Name, string? Found, string? Computed)>>
    {
        public IReadOnlyList<(string Name, string? Found, string? Computed)> Run<T>()
            where T : struct, IFloat<T>
        {
            var all = Numbers<T>();
            var one = T.One;
            var high = T.One - T.Round(Rational.FromDecimal(1, -7));
            var low = T.Round(Rational.FromDecimal(1, -7));
            return
            [
                Smallest("one_percent_from", x => !(x < one) && IsOff(x), Limits.OnePercentFrom<T>()),
                Largest("one_percent_upto", x => !(x > -one) && IsOff(x), Limits.OnePercentUpto<T>()),
                Largest("small_error_upto", x => x > T.Zero && x < one && IsOff(x), Limits.SmallErrorUpto<T>()),
                Smallest("small_error_from", x => x < T.Zero && x > -one && IsOff(x), Limits.SmallErrorFrom<T>()),
                Largest("round_trip_finite_upto", x => Trip.Of(x).IsFinite, Limits.RoundTripFiniteUpto<T>()),
                Smallest("round_trip_infinite_from", x => x > T.Zero && Trip.Of(x).IsInfinite, Limits.RoundTripInfiniteFrom<T>()),
                Smallest("round_trip_negative_finite_from", x => Trip.Of(x).IsFinite, Limits.RoundTripNegativeFiniteFrom<T>()),
                Largest("round_trip_negative_infinite_upto", x => x < T.Zero && Trip.Of(x).IsInfinite, Limits.RoundTripNegativeInfiniteUpto<T>()),
                Smallest("sigmoid_one_from", x => !(Sigmoid.Of(x) < one), Limits.SigmoidOneFrom<T>()),
                Largest("sigmoid_zero_upto", x => !(Sigmoid.Of(x) > T.Zero), Limits.SigmoidZeroUpto<T>()),
                Smallest("clip_high_from", x => !(Sigmoid.Of(x) < high), Limits.ClipHighFrom<T>()),
                Largest("clip_low_upto", x => !(Sigmoid.Of(x) > low), Limits.ClipLowUpto<T>()),
                Smallest("naive_label1_zero_from", x => BinaryCrossEntropy.Naive(x, label: true).IsZero, Limits.NaiveLabel1ZeroFrom<T>()),
                Largest("naive_label0_zero_upto", x => BinaryCrossEntropy.Naive(x, label: false).IsZero, Limits.NaiveLabel0ZeroUpto<T>()),
                Smallest("naive_label0_infinite_from", x => BinaryCrossEntropy.Naive(x, label: false).IsInfinite, Limits.NaiveLabel0InfiniteFrom<T>()),
            ];

            (string Name, string? Found, string? Computed) Smallest(string name, Func<T, bool> holds, T? computed) =>
                (name, all.Where(holds).Select(x => x.ToText()).FirstOrDefault(), computed?.ToText());

            (string Name, string? Found, string? Computed) Largest(string name, Func<T, bool> holds, T? computed) =>
                (name, all.Where(holds).Select(x => x.ToText()).LastOrDefault(), computed?.ToText());

            static bool IsOff(T x) => !Trip.Of(x).IsFinite || 100 * Rational.Abs(Trip.Of(x).Exact - x.Exact) >= Rational.Abs(x.Exact);
        }

        /// <summary>All finite numbers, ascending; −0 before 0.</summary>
        private static List<T> Numbers<T>()
            where T : struct, IFloat<T>
        {
            var numbers = new List<T>();
            for (var pattern = UInt128.Zero; pattern < T.Parameters!.Value.Infinity; pattern++)
            {
                var (significand, exponent) = T.Parameters.Value.Unpack(pattern);
                numbers.Add(T.Round((Rational)new Dyadic(significand, exponent)));
            }

            return [.. numbers.Select(x => -x).Reverse(), .. numbers];
        }
    }

    private sealed class Saturation : IFormatWork<bool>
    {
        public bool Run<T>()
            where T : struct, IFloat<T>
        {
            // σ is 1 once e^−x rounds 1 + e^−x to 1: e^−x ≤ 2^−p, x ≥ p·ln 2, where e^−x rounded must not exceed 2^−p either.
            var precision = T.Parameters!.Value.Precision;
            var limit = new Rational(precision * Elementary.Ln2(300), Dyadic.PowerOfTwo(300));
            var from = Limits.SigmoidOneFrom<T>()!.Value;
            var before = Limits.RoundTripFiniteUpto<T>()!.Value;
            Assert.True(Sigmoid.Of(from).Equals(T.One) && Sigmoid.Of(before) < T.One);

            // The rounding of e^−x lets x be short of the limit by half a unit of e^−x, 2^−p of itself.
            Assert.True(from.Exact > limit - new Rational(1, Dyadic.PowerOfTwo(precision)));
            Assert.True(before.Exact < limit);
            Assert.Contains(T.Round((from.Exact + before.Exact) / 2), new[] { from, before });
            return true;
        }
    }
}
