using Experiments.Losses;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;
using Experiments.Output.Tables;

namespace Experiments.Frameworks;

/// <summary>
/// What a loss does in a format where it matters: at its ends, at 0, for small losses, and when labels change places.
/// </summary>
internal sealed record FrameworkSummary(Loss Loss, string Format, Number? OneFrom, Number? ZeroUpto, Number? Mirror)
{
    private const int Far = 104;
    private const int Tail = 20;

    // Mirrored pairs are looked at on the multiples of 1/8 up to 50.
    private const int MirrorSteps = 400;

    private static readonly (string Name, int X, int Label)[] Points =
    [
        ("wrong_label1", -Far, 1), ("wrong_label0", Far, 0), ("right_label1", Far, 1), ("right_label0", -Far, 0),
        ("zero_label1", 0, 1), ("zero_label0", 0, 0), ("tail_label1", Tail, 1), ("tail_label0", -Tail, 0),
    ];

    private static readonly (string Name, int X, int Label)[] GradientPoints =
        [.. new[] { 4, 5, 6, 7, 0, 1 }.Select(i => ("gradient_" + Points[i].Name, Points[i].X, Points[i].Label))];

    /// <summary>The table, a row a loss and format.</summary>
    public static Table<FrameworkSummary> Table { get; } = new(
    [
        new("loss", row => row.Loss.Name) { IsKey = true },
        new("framework", row => row.Loss.Framework),
        new("versions", row => row.Loss.Versions),
        new("takes", row => row.Loss.Takes == Takes.Logit ? "logit" : "probability"),
        new("evidence", row => Word(row.Loss.Evidence)),
        new("sigmoid", row => row.Loss.Sigmoid.Name),
        new("format", row => row.Format) { IsKey = true },
        new("sigmoid_one_from", row => row.OneFrom),
        new("sigmoid_zero_upto", row => row.ZeroUpto),
        .. Points.Select((point, i) => new Column<FrameworkSummary>(point.Name, row => row.Values[i])),
        .. GradientPoints.Select((point, i) => new Column<FrameworkSummary>(point.Name, row => row.Gradients[i])),
        new("mirror", row => row.Mirror),
    ]);

    private IReadOnlyList<Number?> Values { get; init; } = [];

    private IReadOnlyList<Number?> Gradients { get; init; } = [];

    /// <summary>A value by its column, such as wrong_label1.</summary>
    public Number? this[string column] => Array.FindIndex(Points, point => point.Name == column) is >= 0 and var i ? Values[i]
        : Gradients[Array.FindIndex(GradientPoints, point => point.Name == column)];

    /// <summary>How it is known, in a word.</summary>
    public static string Word(EvidenceKind evidence) => evidence switch
    {
        EvidenceKind.Executed => "executed",
        EvidenceKind.Read => "read",
        _ => "inferred",
    };

    /// <summary>The summary of a loss in a format.</summary>
    public static FrameworkSummary Of(Loss loss, NumberFormat format) => format.Run(new Forming(loss));

    private sealed class Forming(Loss loss) : IFormatWork<FrameworkSummary>
    {
        public FrameworkSummary Run<T>()
            where T : struct, IFloat<T>
        {
            var ends = SigmoidEnds<T>.Of(loss.Sigmoid);
            var (value, gradient) = (loss.Value.In<T>(), loss.Gradient.In<T>());
            return new(
                loss, T.Name, Number.From(ends.OneFirst), Number.From(ends.ZeroLast), loss.HasValue ? Number.From(Mirror(value)) : null)
            {
                Values = [.. Points.Select(point => loss.HasValue ? At(value, point) : (Number?)null)],
                Gradients = [.. GradientPoints.Select(point => loss.HasGradient ? At(gradient, point) : (Number?)null)],
            };

            static Number At(Evaluator<T> quantity, (string Name, int X, int Label) point) =>
                Number.From(quantity.At(T.Round(point.X), T.Round(point.Label)));
        }

        /// <summary>The least |x| whose loss changes when label and sign do; −0 and 0 count as equal.</summary>
        private static T? Mirror<T>(Evaluator<T> value)
            where T : struct, IFloat<T>
        {
            for (var k = 0; k <= MirrorSteps; k++)
            {
                var x = T.Round(new Rational(k, 8));
                if (Differs(x) || Differs(-x))
                {
                    return x;
                }
            }

            return null;

            bool Differs(T x)
            {
                var (one, zero) = (value.At(x, T.One), value.At(-x, T.Zero));
                return !one.Equals(zero) && !(one.IsZero && zero.IsZero);
            }
        }
    }
}
