using Experiments.Census;
using Experiments.Losses;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Claims;

/// <summary>C1–C4: the round trip logit(σ(x)), which should be x.</summary>
internal static class RoundTripClaims
{
    // A single x may be met by chance in a short format; the largest error over ten is not.
    private static readonly int[] Points = [-5, -4, -3, -2, -1, 1, 2, 3, 4, 5];

    // 2^−100 in float128. The error is about the unit roundoff 2^−113 times e^|x| / |x|, which is at most 2^5 here. A
    // formula that is no inverse stays far above.
    private const int LargestExponent = -100;

    private const string ReadOff = "read off a plot; ours is the first float32 number";

    /// <summary>
    /// C1: the error falls with each longer precision of a binary format, to 2^−100 or less in the longest.
    /// </summary>
    public static Judgement Identity(Evidence evidence)
    {
        var formats = evidence.Formats.Where(format => format.Parameters is not null).OrderBy(Precision).ToArray();
        double[] errors = [.. formats.Select(format => format.Run(new LargestError(evidence.Formulas)))];
        var words = formats.Zip(errors, (format, error) => $"{new Float64(error).ToText()} in {format.Name}");

        // Two formats of one precision have the same error, or nearly so; each must be worse than all of a longer one.
        var largest = formats.Zip(errors).GroupBy(of => Precision(of.First), of => of.Second).ToArray();
        var falls = largest.Zip(largest.Skip(1)).All(pair => pair.Second.Max() < pair.First.Min());
        return new(
            $"largest relative error at x = ±1 … ±5: {string.Join(", ", words)}",
            Verdict.Reproduced.If(falls && errors[^1] <= Math.ScaleB(1, LargestExponent)),
            $"a format rounds; what is left of the identity's error follows its precision, {Precision(formats[0])} to "
                + $"{Precision(formats[^1])} bits, and is to be 2^−100 or less in the longest")
        {
            Short = words.Last(),
            Values = [.. formats.Zip(errors, (format, error) => ($"error_{format.Name}", new Float64(error).ToText()))],
        };

        static int Precision(NumberFormat format) => format.Parameters!.Value.Precision;
    }

    /// <summary>C2: the first x ≥ 1 that is off by 1 %.</summary>
    public static Judgement OnePercent(Evidence evidence) => FromOneOn(evidence).OnePercent(isNegative: false) is ({ } from, _)
        ? new(from.ToText(), About.Judge(from, Article(146)), $"{ReadOff} from 1 on, to the last bit; {About.Words(from, Article(146))}")
        {
            Values = [("one_percent_from", from.ToText())],
        }
        : new("—", Verdict.NotReproduced, "the round trip is nowhere off by 1 %");

    /// <summary>C3: the first x whose round trip is infinite is the first with σ(x) = 1.</summary>
    public static Judgement Infinite(Evidence evidence)
    {
        if (FromOneOn(evidence).Infinite(isNegative: false) is not ({ } from, _))
        {
            return new("—", Verdict.NotReproduced, "the round trip is nowhere infinite");
        }

        var isCause = new Limits<Float32>(evidence.Formulas).SigmoidOneFrom is { } one && one.Equals(from);
        return new(
            $"{from.ToText()}; the sigmoid {(isCause ? "is 1 from there on" : "is not 1 there, or before")}",
            isCause ? About.Judge(from, Article(166)) : Verdict.NotReproduced,
            $"{ReadOff}, to the last bit; {About.Words(from, Article(166))}")
        {
            Values = [("infinite_from", from.ToText())],
        };
    }

    /// <summary>
    /// C4: log eps, where eps = 2^−23 is the distance from 1 to the next number. The limit is ln 2^24, which is exactly
    /// ln 2 larger than −log eps.
    /// </summary>
    public static Judgement Estimate(Evidence evidence)
    {
        var log = Float32.Log(Limits<Float32>.MachineEpsilon);

        // The article gives two decimals of a number that it computes: half a unit of the second is left.
        var agrees = Rational.Abs(log.Exact - Rational.FromDecimal(-1594, -2)) <= Rational.FromDecimal(5, -3);
        var limit = new Limits<Float32>(evidence.Formulas).SigmoidOneFrom;
        var isLn2Beyond = limit is { } x && Crossing.IsFirstAboveLog(x, Dyadic.PowerOfTwo(Float32.Layout.Precision));
        return new(
            $"log(2^−23) = {log.ToText()}; the limit is {(limit is { } from ? from.ToText() : "none")}, "
                + $"the first float32 number above {(isLn2Beyond ? "24·ln 2" : "something else")}",
            Verdict.Reproduced.If(agrees && isLn2Beyond),
            $"the number is the article's; as an estimate it falls ln 2 = {Float32.Log(new(2)).ToText()} short of the limit, "
                + "since the sigmoid is 1 as soon as e^−x is at most half of eps")
        {
            Values = [("log_eps", log.ToText()), ("limit", limit is { } one ? one.ToText() : "none")],
        };
    }

    /// <summary>Every number from 1 on.</summary>
    private static EveryTrip FromOneOn(Evidence evidence) => new(evidence, exponent => exponent >= 0);

    /// <summary>An article's number of one decimal, from its tenths.</summary>
    private static Rational Article(int tenths) => Rational.FromDecimal(tenths, -1);

    /// <summary>The largest relative error of the round trip at the points, rounded once to float64.</summary>
    private sealed class LargestError(ArticleFormulas formulas) : IFormatWork<double>
    {
        public double Run<T>()
            where T : struct, IFloat<T>
        {
            var roundTrip = formulas.RoundTrip.In<T>();
            return Points.Max(point => T.Round((Rational)point) is var x ? Errors.Relative(x, roundTrip.At(x)).Value : 0);
        }
    }
}

/// <summary>
/// What the census finds of the round trips of every float32 number with some exponents, by its shortcut: for a round
/// trip that does not fall as x grows.
/// </summary>
internal sealed class EveryTrip(Evidence evidence, Func<int, bool> hasExponent)
{
    private readonly NumberLine<Float32> line = new();

    /// <summary>The numbers of a sign whose round trip is off by 1 % or more.</summary>
    public (Float32 Nearest, Float32 Farthest)? OnePercent(bool isNegative) => Ends(isNegative, tally => tally.OnePercent);

    /// <summary>Those whose round trip is infinite.</summary>
    public (Float32 Nearest, Float32 Farthest)? Infinite(bool isNegative) => Ends(isNegative, tally => tally.Infinite);

    private (Float32 Nearest, Float32 Farthest)? Ends(bool isNegative, Func<Tally, Seen> which)
    {
        var counting = new Counting(evidence.Work, IsFast: true, evidence.Threads);
        var pieces = Piece.Of([.. line.Binades.Where(binade => hasExponent(binade.Exponent))], counting.PieceLength)
            .Where(piece => piece.IsNegative == isNegative);
        var seen = new RoundTripCensus<Float32>(line, counting, evidence.Formulas.RoundTrip).Tallies([.. pieces])
            .Aggregate(Seen.None, (sum, tally) => sum + which(tally));
        return seen.Count == 0 ? null : (line.At(isNegative, seen.First), line.At(isNegative, seen.Last));
    }
}
