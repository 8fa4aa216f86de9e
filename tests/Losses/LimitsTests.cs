using Experiments.Losses;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Tests.Losses;

/// <summary>
/// The limits of small formats against a scan of all their numbers, those of the others against their definition in
/// exact arithmetic.
/// </summary>
public class LimitsTests
{
    public static TheoryData<string> Small => [Float16.Name, BFloat16.Name, TensorFloat32.Name];

    public static TheoryData<string> Binary =>
        [.. NumberFormat.All.Where(format => format.Name != ClrDecimal.Name).Select(format => format.Name)];

    [Theory]
    [MemberData(nameof(Small))]
    public void Each_limit_is_what_a_scan_of_all_numbers_finds(string format)
    {
        var scan = Find(format).Run(new Scan());
        Assert.All(
            scan,
            limit => Assert.True(limit.Found == limit.Computed, $"{limit.Name}: {limit.Found} by the scan, {limit.Computed} computed"));
        Assert.Equal(18, scan.Count);
    }

    [Theory]
    [MemberData(nameof(Binary))]
    public void The_sigmoid_is_1_from_the_first_number_beyond_ln_2_to_the_precision(string format) => Find(format).Run(new Saturation());

    [Fact]
    public void The_machine_epsilon_of_decimal_is_its_finest_scale() => Assert.Equal("1e-28", Limits<ClrDecimal>.MachineEpsilon.ToText());

    private static NumberFormat Find(string name) =>
        NumberFormat.Find(name)!;

    private sealed class Scan : IFormatWork<IReadOnlyList<(string Name, string? Found, string? Computed)>>
    {
        public IReadOnlyList<(string Name, string? Found, string? Computed)> Run<T>()
            where T : struct, IFloat<T>
        {
            var all = Numbers<T>().Select(x => new
            {
                X = x,
                S = Written.Sigmoid(x),
                Y = Written.RoundTrip(x),
                Naive1 = Written.Naive(x, T.One),
                Naive0 = Written.Naive(x, T.Zero),
            }).ToArray();
            var low = T.Round(Rational.FromDecimal(1, -7));
            var high = T.One - low;
            var off = all.Where(row => !row.Y.IsFinite || 100 * Rational.Abs(row.Y.Exact - row.X.Exact) >= Rational.Abs(row.X.Exact))
                .Select(row => row.X).ToArray();
            var gradient = ArticleLosses.Clipped.Gradient.For(1).In<T>();
            var flat = all.Select(row => row.X).Where(x => gradient.At(x).IsZero).ToArray();
            return
            [
                First("one_percent_from", off.Where(x => !(x < T.One)), Limits<T>.Written.OnePercentFrom),
                Last("one_percent_upto", off.Where(x => !(x > -T.One)), Limits<T>.Written.OnePercentUpto),
                Last("small_error_upto", off.Where(x => x > T.Zero && x < T.One), Limits<T>.Written.SmallErrorUpto),
                First("small_error_from", off.Where(x => x < T.Zero && x > -T.One), Limits<T>.Written.SmallErrorFrom),
                Last(
                    "round_trip_finite_upto",
                    all.Where(row => row.Y.IsFinite).Select(row => row.X),
                    Limits<T>.Written.RoundTripFiniteUpto),
                First(
                    "round_trip_infinite_from",
                    all.Where(row => row.X > T.Zero && row.Y.IsInfinite).Select(row => row.X),
                    Limits<T>.Written.RoundTripInfiniteFrom),
                First(
                    "round_trip_negative_finite_from",
                    all.Where(row => row.Y.IsFinite).Select(row => row.X),
                    Limits<T>.Written.RoundTripNegativeFiniteFrom),
                Last(
                    "round_trip_negative_infinite_upto",
                    all.Where(row => row.X < T.Zero && row.Y.IsInfinite).Select(row => row.X),
                    Limits<T>.Written.RoundTripNegativeInfiniteUpto),
                First("sigmoid_one_from", all.Where(row => row.S.Equals(T.One)).Select(row => row.X), Limits<T>.Written.SigmoidOneFrom),
                Last("sigmoid_zero_upto", all.Where(row => row.S.IsZero).Select(row => row.X), Limits<T>.Written.SigmoidZeroUpto),
                First("clip_high_from", all.Where(row => !(row.S < high)).Select(row => row.X), Limits<T>.Written.ClipHighFrom),
                Last("clip_low_upto", all.Where(row => !(row.S > low)).Select(row => row.X), Limits<T>.Written.ClipLowUpto),
                First("no_gradient_from", flat.Where(x => x > T.Zero), Limits<T>.Written.NoGradientFrom),
                Last("no_gradient_upto", flat.Where(x => x < T.Zero), Limits<T>.Written.NoGradientUpto),
                First(
                    "naive_label1_zero_from",
                    all.Where(row => row.Naive1.IsZero).Select(row => row.X),
                    Limits<T>.Written.NaiveLabel1ZeroFrom),
                Last(
                    "naive_label1_infinite_upto",
                    all.Where(row => row.Naive1.IsInfinite).Select(row => row.X),
                    Limits<T>.Written.NaiveLabel1InfiniteUpto),
                Last(
                    "naive_label0_zero_upto",
                    all.Where(row => row.Naive0.IsZero).Select(row => row.X),
                    Limits<T>.Written.NaiveLabel0ZeroUpto),
                First(
                    "naive_label0_infinite_from",
                    all.Where(row => row.Naive0.IsInfinite).Select(row => row.X),
                    Limits<T>.Written.NaiveLabel0InfiniteFrom),
            ];

            static (string Name, string? Found, string? Computed) First(string name, IEnumerable<T> found, T? computed) =>
                (name, found.Select(x => x.ToText()).FirstOrDefault(), computed?.ToText());

            static (string Name, string? Found, string? Computed) Last(string name, IEnumerable<T> found, T? computed) =>
                (name, found.Select(x => (T?)x).LastOrDefault()?.ToText(), computed?.ToText());
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
            // σ is 1 once e^−x rounds 1 + e^−x to 1: e^−x ≤ 2^−p, x ≥ p·ln 2, where e^−x rounded must not exceed 2^−p
            // either.
            var precision = T.Parameters!.Value.Precision;
            var limit = new Rational(precision * Elementary.Ln2(300), Dyadic.PowerOfTwo(300));
            var from = Limits<T>.Written.SigmoidOneFrom!.Value;
            var before = Limits<T>.Written.RoundTripFiniteUpto!.Value;
            Assert.True(Written.Sigmoid(from).Equals(T.One) && Written.Sigmoid(before) < T.One);

            // The rounding of e^−x lets x be short of the limit by half a unit of e^−x, 2^−p of itself.
            Assert.True(from.Exact > limit - new Rational(1, Dyadic.PowerOfTwo(precision)));
            Assert.True(before.Exact < limit);
            Assert.Contains(T.Round((from.Exact + before.Exact) / 2), new[] { from, before });
            return true;
        }
    }
}
