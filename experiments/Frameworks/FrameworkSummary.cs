using Experiments.Losses;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;
using Experiments.Output.Tables;
using Experiments.Readback;

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
        new("takes", row => row.Loss.Asks == Takes.Logit ? "logit" : "probability"),
        new("evidence", row => Word(row.Loss.Evidence)),
        new("sigmoid", row => row.Loss.Sigmoid.In(row.Format).Name),
        new("format", row => row.Format) { IsKey = true },
        new("sigmoid_one_from", row => row.OneFrom),
        new("sigmoid_zero_upto", row => row.ZeroUpto),
        .. Points.Select((point, i) => new Column<FrameworkSummary>(point.Name, row => row.Values[i])),
        .. GradientPoints.Select((point, i) => new Column<FrameworkSummary>(point.Name, row => row.Gradients[i])),
        new("mirror", row => row.Mirror),
        new("small_label1_upto", row => row.Small?.Label1),
        new("small_label0_upto", row => row.Small?.Label0),
        new("loses_small", row => row.Small?.Word ?? ""),
        new("first_bias_step", row => row.FirstStep?.Bias),
        new("first_weight_step", row => row.FirstStep?.Weight),
    ]);

    private IReadOnlyList<Number?> Values { get; init; } = [];

    private IReadOnlyList<Number?> Gradients { get; init; } = [];

    /// <summary>How far out right answers have the loss that they should; null where the entry is another function.</summary>
    public SmallLosses? Small { get; private init; }

    /// <summary>
    /// The first step of a layer of zeros; null without a gradient, or where the entry is another function.
    /// </summary>
    public FirstSteps? FirstStep { get; private init; }

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
    /// <param name="loss">The loss.</param>
    /// <param name="format">The format.</param>
    /// <param name="smoothed">From a label the one that the loss is given; null where it is that itself.</param>
    public static FrameworkSummary Of(Loss loss, NumberFormat format, Func<Rational, Rational>? smoothed = null) =>
        format.Run(new Forming(loss, smoothed));

    /// <summary>The values and gradients of losses, from a table that was written.</summary>
    /// <exception cref="TableException">It is not as recorded, or has a loss that is not among them.</exception>
    public static IReadOnlyList<FrameworkSummary> Read(WrittenTables tables, string stem, IReadOnlyList<Loss> losses) => tables.Rows(
        stem,
        row => new FrameworkSummary(
            losses.FirstOrDefault(loss => loss.Name == row["loss"])
                ?? throw new TableException($"{stem}: '{Excerpt.Of(row["loss"])}' is no loss of it."),
            row["format"],
            OneFrom: null,
            ZeroUpto: null,
            Mirror: null)
        {
            Values = [.. Points.Select(point => row.Number(point.Name, row["format"]))],
            Gradients = [.. GradientPoints.Select(point => row.Number(point.Name, row["format"]))],
        });

    private sealed class Forming(Loss loss, Func<Rational, Rational>? smoothed) : IFormatWork<FrameworkSummary>
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
                Small = loss.HasValue && loss.IsCrossEntropy && smoothed is null ? SmallLosses.Of(value) : null,
                FirstStep = loss.HasGradient && loss.IsCrossEntropy && smoothed is null ? FirstSteps.Of(gradient) : null,
            };

            Number At(Evaluator<T> quantity, (string Name, int X, int Label) point) =>
                Number.From(quantity.At(T.Round(point.X), T.Round(smoothed is null ? point.Label : smoothed(point.Label))));
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

/// <summary>
/// The |x| up to which the losses of right answers are less than 10 % off, on the multiples of 1/8 up to 104: for label 1
/// right of 0, for label 0 left of it; and which of the labels loses its small losses before the other does.
/// </summary>
internal sealed record SmallLosses(Number Label1, Number Label0, string Word)
{
    private const int Steps = 8 * 104;

    // A label loses its small losses where they end earlier than the exact ones do, or than the other label's, by one part in
    // so many.
    private const int Less = 8;

    /// <summary>Whether one label alone loses them.</summary>
    public bool IsOneSided => Word.StartsWith("label", StringComparison.Ordinal);

    /// <summary>Those of a loss of x and label.</summary>
    public static SmallLosses Of<T>(Evaluator<T> value)
        where T : struct, IFloat<T>
    {
        var exact = ArticleLosses.Exact.Value.In<T>();
        var (one, zero, most) = (Upto(1), Upto(-1), Last());
        var word = (IsLess(one, most), IsLess(zero, most)) switch
        {
            (false, false) => "none",
            (true, true) when !IsLess(Math.Min(one, zero), Math.Max(one, zero)) => "both",
            _ => one < zero ? "label 1" : "label 0",
        };
        return new(At(one), At(zero), word);

        bool IsLess(int end, int other) => Less * (other - end) > most;

        static Number At(int step) => Number.From(T.Round(new Rational(step, 8)));

        // The last step whose exact loss has all digits of the format.
        int Last()
        {
            var step = Steps;
            while (step > 0 && !IsNormal(exact.At(T.Round(new Rational(step, 8)), T.One)))
            {
                step--;
            }

            return step;
        }

        static bool IsNormal(T loss) => T.Parameters is not { } format || loss.Exact >= (Rational)Dyadic.PowerOfTwo(format.Emin);

        int Upto(int side)
        {
            var label = side > 0 ? T.One : T.Zero;
            for (var step = 0; step <= Steps; step++)
            {
                var x = T.Round(new Rational(side * step, 8));
                var (loss, truth) = (value.At(x, label), exact.At(x, label));
                if (!loss.IsFinite || 10 * Rational.Abs(loss.Exact - truth.Exact) >= truth.Exact)
                {
                    return Math.Max(0, step - 1);
                }
            }

            return Steps;
        }
    }
}

/// <summary>
/// The first step of a layer whose weights are 0, over as many samples of either label, in units of the exact step: its
/// bias' part, which should be 0, and its weights', which should be 1.
/// </summary>
/// <remarks>
/// Every raw output is 0 then. A sample adds its gradient g to the bias' sum and g times its features to the weights'.
/// Exactly g is −½ for label 1 and ½ for label 0.
/// </remarks>
internal sealed record FirstSteps(Number Bias, Number Weight)
{
    // What an ε or a rounding takes is no wrong step.
    private const double Little = 0.01;

    /// <summary>Whether it is within 1 % of the exact step.</summary>
    public bool IsRight => Math.Abs(Bias.Value) <= Little && Math.Abs(Weight.Value - 1) <= Little;

    /// <summary>That of a gradient of x and label.</summary>
    public static FirstSteps Of<T>(Evaluator<T> gradient)
        where T : struct, IFloat<T>
    {
        var (one, zero) = (gradient.At(T.Zero, T.One), gradient.At(T.Zero, T.Zero));
        return new(Number.From(-one - zero), Number.From(zero - one));
    }
}
