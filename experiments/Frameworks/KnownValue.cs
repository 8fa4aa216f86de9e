using Experiments.Cli;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;
using Experiments.Output.Tables;

namespace Experiments.Frameworks;

/// <summary>A loss where σ is exactly right or wrong, or at x = 0, that is a number somebody asks about.</summary>
internal sealed record KnownValue(Candidate Candidate, NumberFormat Format, ExactNumber Label, Number X, Number Value, Rational Distance)
{
    // Saturated in every format; float64's σ is 0 at −∞ alone.
    private static readonly string[] Points = ["-104", "104", "0", "-inf", "inf"];

    /// <summary>The table, a row a value.</summary>
    public static Table<KnownValue> Table { get; } = new(
        new("loss", row => row.Candidate.Loss.Name) { IsKey = true },
        new("format", row => row.Format.Name) { IsKey = true },
        new("label", row => row.Label.Text, ColumnFormats.Integer) { IsKey = true },
        new("x", row => row.X) { IsKey = true },
        new("value", row => row.Value),
        new("epsilon", row => row.Candidate.Epsilon, ColumnFormats.Row) { IsKey = true });

    /// <summary>
    /// The values that agree with a number: named losses first, then families; the nearest of each first, of equally
    /// near ones the format and the candidate that are listed first.
    /// </summary>
    /// <param name="work">What stops it.</param>
    /// <param name="target">The numbers that agree, and the one that is meant.</param>
    /// <param name="formats">Formats to look in.</param>
    /// <param name="labels">Labels to look at.</param>
    public static IReadOnlyList<KnownValue> Find(
        Work work, Target target, IReadOnlyList<NumberFormat> formats, IReadOnlyList<ExactNumber> labels) =>
    [
        .. work.Values<IReadOnlyList<KnownValue>>(
            "identify",
            "losses",
            [
                .. Candidate.All.Where(candidate => candidate.Loss.HasValue).Select(candidate => (Func<IReadOnlyList<KnownValue>>)(() =>
                    [.. formats.SelectMany(format => format.Run(new Looking(candidate, format, target, labels)))])),
            ])
            .SelectMany(found => found)
            .OrderBy(found => found.Candidate.IsOfFamily)
            .ThenBy(found => found.Distance)
            .ThenBy(found => formats.Index().First(format => format.Item == found.Format).Index),
    ];

    private sealed class Looking(Candidate candidate, NumberFormat format, Target target, IReadOnlyList<ExactNumber> labels)
        : IFormatWork<IReadOnlyList<KnownValue>>
    {
        public IReadOnlyList<KnownValue> Run<T>()
            where T : struct, IFloat<T>
        {
            var (value, found) = (candidate.Loss.Value.In<T>(), new List<KnownValue>());
            foreach (var label in labels)
            {
                var seen = new List<string>();
                foreach (var point in Points.Where(point => Sweep.IsIn(format, point) && target.Has(point, label.Value)))
                {
                    var (x, y) = (T.Parse(point), T.Round(label.Value));
                    var result = value.At(x, y);

                    // What is so at ±∞ alone is listed there; else the finite point stands for both.
                    var side = $"{point[0] == '-'} {result.ToText()}";
                    if (target.DistanceTo(result) is { } distance && !(x.IsInfinite && seen.Contains(side)))
                    {
                        found.Add(new(candidate, format, label, Number.From(x), Number.From(result), distance));
                        seen.Add(side);
                    }
                }
            }

            return found;
        }
    }

    /// <summary>What a value must be to agree.</summary>
    /// <param name="Loss">The loss that was given.</param>
    /// <param name="Accuracy">The share of right answers where the loss is a mean: then wrong answers count.</param>
    internal sealed record Target(WrittenNumber Loss, WrittenNumber? Accuracy)
    {
        /// <summary>The number that is meant: the loss of one answer.</summary>
        public Rational Wanted => Accuracy is { } accuracy ? Loss.Value / (1 - accuracy.Value) : Loss.Value;

        // Both were rounded; a mean below 0 is least where the accuracy is largest.
        private Rational Low => Loss.Low / (1 - (Loss.Low.Sign < 0 ? Accuracy!.Value.High : Accuracy!.Value.Low));

        private Rational High => Loss.High / (1 - (Loss.High.Sign < 0 ? Accuracy!.Value.Low : Accuracy!.Value.High));

        /// <summary>Whether a point counts: any, or with an accuracy wrong answers alone.</summary>
        public bool Has(string point, Rational label) => Accuracy is null
            || (point != "0" && (point[0] == '-' ? label.Sign > 0 : label < 1));

        /// <summary>How far a value's shortest digits are from what is meant; null where it does not agree.</summary>
        public Rational? DistanceTo<T>(T value)
            where T : struct, IFloat<T>
        {
            if (!value.IsFinite || !Loss.IsFinite)
            {
                return value.ToText() == Loss.Text ? (Rational)0 : null;
            }

            var agrees = Accuracy is null ? Loss.Stands(value) : value.Exact >= Low && value.Exact <= High;
            return agrees && DecimalText.TryParse(value.ToText(), out var shown) ? Rational.Abs(shown - Wanted) : null;
        }
    }
}
