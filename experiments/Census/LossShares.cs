using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;
using Experiments.Samples;

namespace Experiments.Census;

/// <summary>
/// Of a loss with a label, the shares of numbers on which the verdict is <see cref="LossVerdict.Off1"/>,
/// <see cref="LossVerdict.Off10"/> and <see cref="LossVerdict.Entirely"/>, or further.
/// </summary>
/// <remarks>
/// The measure is one of three. bits: every finite bit pattern counts once, −0 and 0 both. uniform: x is real, uniform
/// in [−20, 20], and a number counts with the length of what rounds to it there. network: the raw outputs of the
/// embedded images of the class that the label is, each rounded to the format.
/// </remarks>
internal sealed record LossShares(string Loss, string Format, bool Label, string Measure, double Off1, double Off10, double Entirely)
{
    /// <summary>The measure by which x is uniform in [−20, 20].</summary>
    public const string Uniform = "uniform";

    // x from −20 to 20.
    private static readonly Dyadic Reach = 20;

    /// <summary>The shares of all losses by all measures.</summary>
    public static LossShares[] Of<T>(NumberLine<T> line, Counting counting)
        where T : struct, IFloat<T>
    {
        LossCensus<T>[] losses =
            [.. CountedLoss.Cases.Select(one => new LossCensus<T>(line, one.Loss, one.Label, counting.Work.Cancellation))];
        var runs = counting.IsFast ? Proved() : Swept();
        return [.. CountedLoss.Cases.SelectMany((one, i) => Of(line, one.Loss.Name, one.Label, runs[i], losses[i].Single))];

        VerdictRun[][] Swept()
        {
            var sweep = new LossSweep<T>(line, counting);
            VerdictRun[][][] signs =
            [
                .. NumberLine.Signs.Select(sign => sweep.Runs(
                    [.. Piece.Of([new(0, 0, line.Count)], counting.PieceLength).Where(piece => piece.IsNegative == sign)])),
            ];
            return [.. losses.Select((_, i) => signs.SelectMany(sign => sign[i]).ToArray())];
        }

        VerdictRun[][] Proved()
        {
            (LossCensus<T> Loss, bool IsNegative)[] halves =
                [.. losses.SelectMany(loss => NumberLine.Signs.Select(isNegative => (loss, isNegative)))];
            var found = counting.Each(
                $"losses of {T.Name}", halves, _ => line.Count, () => 0, (half, _) => half.Loss.Runs(half.IsNegative));
            return [.. found.Chunk(NumberLine.Signs.Count).Select(signs => signs.SelectMany(runs => runs).ToArray())];
        }
    }

    private static IEnumerable<LossShares> Of<T>(
        NumberLine<T> line, string loss, bool label, VerdictRun[] runs, Func<T, LossVerdict> verdict)
        where T : struct, IFloat<T>
    {
        LossVerdict[] samples = [.. NetworkOutputs.Of(label).Select(raw => verdict(T.Round(new Float32(raw).Exact)))];
        return
        [
            Shares("bits", run => run.End - run.First, 2 * (Dyadic)line.Count),
            Shares(Uniform, run => Upto(run.End) - Upto(run.First), 2 * Reach),
            From("network", least => new(samples.Count(verdict => verdict >= least), samples.Length)),
        ];

        LossShares Shares(string measure, Func<VerdictRun, Dyadic> size, Dyadic whole) => From(
            measure,
            least => new(runs.Where(run => run.Verdict >= least).Aggregate(Dyadic.Zero, (sum, run) => sum + size(run)), whole));

        LossShares From(string measure, Func<LossVerdict, Rational> share) => new(
            loss,
            T.Name,
            label,
            measure,
            Rounded(share(LossVerdict.Off1)),
            Rounded(share(LossVerdict.Off10)),
            Rounded(share(LossVerdict.Entirely)));

        // Where the reals begin that round to the number at a place: half way from the one before; at 0 for ±0.
        Dyadic Upto(int place)
        {
            var bound = place == 0 ? Dyadic.Zero
                : place == line.Count ? Reach
                : (line.Exact(place - 1) + line.Exact(place)).Scale(-1);
            return bound < Reach ? bound : Reach;
        }
    }

    private static double Rounded(Rational share) => Float64.Round(share).Value;
}
